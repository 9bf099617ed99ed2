"""The page's modules against the sample frames that the Python tests read too."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page

from luwte.protocol.codec import write
from luwte.protocol.messages import (
    LineStored,
    Resumed,
    ToVisitor,
    VisitorEnded,
    VisitorLines,
    VisitorRefused,
    Waiting,
)
from luwte.protocol.parts import StoredLine
from tests.page.helpline import CONVERSATION
from tests.page.stage import Stage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

VECTORS: dict[str, Any] = json.loads((Path(__file__).parents[1] / "wire" / "vectors.json").read_text("utf-8"))


async def run(page: Page, stage: Stage, function: str, value: object) -> Any:
    """Run a function of ``vectors.js`` in a blank page of the same origin, under the same policy."""
    await page.goto(f"{stage.url}/blank")
    return await page.evaluate(
        "async ([name, v]) => (await import('/vectors.js'))[name](v)", [function, value]
    )


async def test_identifiers_are_written_as_python_writes_them(page: Page, stage: Stage) -> None:
    assert await run(page, stage, "identifiers", VECTORS["ids"])


async def test_bound_parts_are_the_same_bytes(page: Page, stage: Stage) -> None:
    assert await run(page, stage, "bound", VECTORS["bind"]) == [case["bound"] for case in VECTORS["bind"]]


async def test_padding_is_the_same_bytes_and_other_padding_is_refused(page: Page, stage: Stage) -> None:
    result = await run(page, stage, "padding", VECTORS)
    assert result["padded"] == [case["padded"] for case in VECTORS["pad"]]
    assert result["back"] == [case["plain"] for case in VECTORS["pad"]]
    assert all(result["refused"])


async def test_both_ends_count_lines_alike(page: Page, stage: Stage) -> None:
    assert await run(page, stage, "lines", VECTORS["lines"]) == [case["fits"] for case in VECTORS["lines"]]


async def test_the_page_opens_every_sample_frame_and_finds_the_same_heads(page: Page, stage: Stage) -> None:
    opened = await run(page, stage, "openedFrames", VECTORS["channel"])
    for ours, theirs in zip(opened, VECTORS["channel"]["frames"], strict=True):
        expected = theirs["opened"]
        assert (ours["kind"], ours["epoch"]) == (expected["kind"], theirs["epoch"])
        assert ours.get("text") == expected.get("text")
        assert ours.get("opening") == expected.get("opening")
        assert ours.get("endHolds") == expected.get("end_ok")


async def test_the_page_refuses_every_frame_that_python_refuses(page: Page, stage: Stage) -> None:
    codes = await run(page, stage, "refusedFrames", VECTORS["channel"])
    refused = VECTORS["channel"]["refused"]
    assert dict(zip([case["name"] for case in refused], codes, strict=True)) == {
        case["name"]: case["code"] for case in refused
    }


async def test_the_bytes_a_visitor_signs_are_the_same(page: Page, stage: Stage) -> None:
    assert await run(page, stage, "offer", VECTORS["key_offer"]) == [VECTORS["key_offer"]["signed"], True]


async def test_seals_bind_what_python_binds(page: Page, stage: Stage) -> None:
    assert await run(page, stage, "seals", VECTORS) == [True, True, True]


async def test_the_page_believes_every_true_house(page: Page, stage: Stage) -> None:
    chain = VECTORS["chain"]
    outcome = await run(page, stage, "chain", chain | {"cases": chain["true"]})
    assert dict(zip([case["name"] for case in chain["true"]], outcome, strict=True)) == {
        case["name"]: ["", ""] for case in chain["true"]
    }


async def test_the_page_refuses_every_lie_about_keys(page: Page, stage: Stage) -> None:
    chain = VECTORS["chain"]
    outcome = await run(page, stage, "chain", chain | {"cases": chain["lies"]})
    assert dict(zip([case["name"] for case in chain["lies"]], outcome, strict=True)) == {
        case["name"]: [case["at"], case["code"]] for case in chain["lies"]
    }


async def test_no_frame_with_a_turned_byte_opens_and_none_does_harm(page: Page, stage: Stage) -> None:
    assert await run(page, stage, "turnedBytes", VECTORS["channel"]) == []


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_damaged_messages_are_read_as_nothing_and_never_thrown_at(
    page: Page, stage: Stage, seed: int
) -> None:
    line = stage.helpline
    messages: list[ToVisitor] = [
        line.house(),
        line.members(line.noor, line.sam),
        Waiting(2, 3),
        Resumed(CONVERSATION, "talking", [bytes(32)], bytes(32), 7, 3),
        VisitorLines([StoredLine(1, CONVERSATION, "staff", bytes(264), line.now)]),
        LineStored(CONVERSATION, 4, line.now),
        VisitorRefused("too_fast", CONVERSATION),
        VisitorEnded("staff"),
    ]
    known = await run(
        page, stage, "damagedMessages", {"messages": [write(one) for one in messages], "seed": seed}
    )
    assert 0 < known < 5_000
