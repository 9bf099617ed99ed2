"""The page's modules against the sample frames that the Python tests read too."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page

from tests.page.stage import Stage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

VECTORS: dict[str, Any] = json.loads((Path(__file__).parents[1] / "wire" / "vectors.json").read_text("utf-8"))


async def run(page: Page, stage: Stage, script: str, value: object) -> Any:
    """Run a function body in a blank page of the same origin under the same policy; ``v`` is the value."""
    await page.goto(f"{stage.url}/blank")
    return await page.evaluate(f"async (v) => {{ const load = (name) => import('/' + name); {script} }}", value)


async def test_identifiers_are_written_as_python_writes_them(page: Page, stage: Stage) -> None:
    script = """
    const b = await load("bytes.js");
    return v.every(({ raw, text }) => b.idText(b.fromBase64(raw)) === text && b.toBase64(b.idBytes(text)) === raw);
    """
    assert await run(page, stage, script, VECTORS["ids"])


async def test_bound_parts_are_the_same_bytes(page: Page, stage: Stage) -> None:
    script = """
    const b = await load("bytes.js");
    return v.map(({ parts }) => b.toBase64(b.bind(...parts.map(b.fromBase64))));
    """
    assert await run(page, stage, script, VECTORS["bind"]) == [case["bound"] for case in VECTORS["bind"]]


async def test_padding_is_the_same_bytes_and_other_padding_is_refused(page: Page, stage: Stage) -> None:
    script = """
    const b = await load("bytes.js");
    const padded = v.pad.map(({ plain, sizes }) => b.toBase64(b.pad(b.fromBase64(plain), sizes)));
    const back = v.pad.map(({ padded }) => b.toBase64(b.unpad(b.fromBase64(padded))));
    const refused = v.refused_padding.map((each) => { try { b.unpad(b.fromBase64(each)); return false; } catch { return true; } });
    return { padded, back, refused };
    """
    result = await run(page, stage, script, VECTORS)
    assert result["padded"] == [case["padded"] for case in VECTORS["pad"]]
    assert result["back"] == [case["plain"] for case in VECTORS["pad"]]
    assert all(result["refused"])


async def test_both_ends_count_lines_alike(page: Page, stage: Stage) -> None:
    script = """
    const { isProper } = await load("limits.js");
    return v.map(({ unit, times }) => unit.repeat(times).normalize("NFC")).map((text) => text !== "" && isProper(text));
    """
    assert await run(page, stage, script, VECTORS["lines"]) == [case["fits"] for case in VECTORS["lines"]]


async def test_the_page_opens_every_sample_frame_and_finds_the_same_heads(page: Page, stage: Stage) -> None:
    script = """
    const b = await load("bytes.js");
    const { Channel } = await load("crypto/channel.js");
    const channel = new Channel(b.fromBase64(v.conversation), v.keys.map(b.fromBase64));
    const opened = [];
    for (const { number, sender, frame } of v.frames) opened.push(await channel.open(number, sender, b.fromBase64(frame)));
    return opened;
    """
    opened = await run(page, stage, script, VECTORS["channel"])
    for ours, theirs in zip(opened, VECTORS["channel"]["frames"], strict=True):
        expected = theirs["opened"]
        assert (ours["kind"], ours["epoch"]) == (expected["kind"], theirs["epoch"])
        assert ours.get("text") == expected.get("text")
        assert ours.get("opening") == expected.get("opening")
        assert ours.get("endHolds") == expected.get("end_ok")


async def test_the_page_refuses_every_frame_that_python_refuses(page: Page, stage: Stage) -> None:
    script = """
    const b = await load("bytes.js");
    const { Channel } = await load("crypto/channel.js");
    const codes = [];
    for (const { after, sender, frame } of v.refused) {
      const channel = new Channel(b.fromBase64(v.conversation), v.keys.map(b.fromBase64));
      for (const each of v.frames.slice(0, after)) await channel.open(each.number, each.sender, b.fromBase64(each.frame));
      try { await channel.open(after + 1, sender, b.fromBase64(frame)); codes.push("opened"); } catch (error) { codes.push(error.code ?? String(error)); }
    }
    return codes;
    """
    codes = await run(page, stage, script, VECTORS["channel"])
    refused = VECTORS["channel"]["refused"]
    assert dict(zip([case["name"] for case in refused], codes, strict=True)) == {
        case["name"]: case["code"] for case in refused
    }


async def test_the_bytes_a_visitor_signs_are_the_same(page: Page, stage: Stage) -> None:
    script = """
    const b = await load("bytes.js");
    const { keyOfferBytes } = await load("crypto/sealing.js");
    const { verifies } = await load("crypto/primitives.js");
    const seals = v.seals.map(({ shift, sealed }) => ({ shift, sealed: b.fromBase64(sealed) }));
    const signed = await keyOfferBytes(b.fromBase64(v.conversation), v.epoch, seals, v.archive_key, b.fromBase64(v.archive));
    return [b.toBase64(signed), await verifies(b.fromBase64(v.visitor_key), b.fromBase64(v.signature), signed)];
    """
    assert await run(page, stage, script, VECTORS["key_offer"]) == [VECTORS["key_offer"]["signed"], True]


async def test_seals_bind_what_python_binds(page: Page, stage: Stage) -> None:
    script = """
    const b = await load("bytes.js");
    const { openSealed } = await load("crypto/sealing.js");
    const open = (key, each) => openSealed(b.fromBase64(each[key]), b.fromBase64(each.sealed), b.fromBase64(each.info));
    const keys = (each) => b.toBase64(b.concat(...each.keys.map(b.fromBase64)));
    const words = await open("intake_private", v.words);
    const shift = b.toBase64(await open("private", v.keys_to_shift));
    const archive = b.toBase64(await open("private", v.keys_to_archive));
    const plain = b.bind(v.words.nickname, v.words.words, v.words.language);
    return [b.equal(b.unpad(words), plain), shift === keys(v.keys_to_shift), archive === keys(v.keys_to_archive)];
    """
    assert await run(page, stage, script, VECTORS) == [True, True, True]


CHAIN = """
const b = await load("bytes.js");
const { Chain } = await load("crypto/claims.js");
const signed = (one) => Object.fromEntries(Object.entries(one).map(([field, each]) => [field, b.fromBase64(each)]));
const outcome = [];
for (const { changes } of v.cases) {
  const house = { ...v.house, ...changes };
  let at = "build";
  try {
    const chain = await Chain.build({
      root: b.fromBase64(house.root), fingerprint: v.root_fingerprint, helpline: house.helpline,
      coordinators: house.coordinators.map(signed), removals: house.removals.map(signed), now: () => v.now,
    });
    at = "member";
    const { certificate, coordinator, shift } = house.member;
    await chain.member({ certificate: signed(certificate), coordinator: signed(coordinator), shift: signed(shift) });
    at = "intake";
    await chain.key(signed(house.intake), "intake");
    at = "archive";
    await chain.key(signed(house.archive), "archive");
    at = "policy";
    await chain.policy(signed(house.policy), house.newest_policy);
    outcome.push(["", ""]);
  } catch (error) {
    outcome.push([at, error.code ?? String(error)]);
  }
}
return outcome;
"""


async def test_the_page_believes_every_true_house(page: Page, stage: Stage) -> None:
    chain = VECTORS["chain"]
    outcome = await run(page, stage, CHAIN, chain | {"cases": chain["true"]})
    assert dict(zip([case["name"] for case in chain["true"]], outcome, strict=True)) == {
        case["name"]: ["", ""] for case in chain["true"]
    }


async def test_the_page_refuses_every_lie_about_keys(page: Page, stage: Stage) -> None:
    chain = VECTORS["chain"]
    outcome = await run(page, stage, CHAIN, chain | {"cases": chain["lies"]})
    assert dict(zip([case["name"] for case in chain["lies"]], outcome, strict=True)) == {
        case["name"]: [case["at"], case["code"]] for case in chain["lies"]
    }
