"""A conversation of thousands of lines: all of it is there, the browser works on what is in sight only."""

import pytest
from playwright.async_api import Page, expect

from luwte.protocol.messages import Seen, StaffState, VisitorEnd, VisitorEnded, VisitorLines
from tests.page import scenes, walking
from tests.page.stage import Stage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

MANY = 1_500
PIECE = 50

TO_END = """() => {
    const scroller = document.querySelector('.scroller');
    return scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;
}"""
LAID_OUT = """() => [...document.querySelectorAll('.text')]
    .filter((text) => text.checkVisibility({ contentVisibilityAuto: true })).length"""
WATCH = """() => {
    globalThis.touched = 0;
    new MutationObserver((changes) => {
        for (const change of changes) touched += change.addedNodes.length + change.removedNodes.length;
    }).observe(document.querySelector('.lines'), { childList: true, subtree: true });
}"""


async def write_many(page: Page, stage: Stage, many: int = MANY) -> None:
    """Noor has written this many lines, told in pieces as the server tells them."""
    lines = [stage.seal(stage.helpline.noor, f"regel {number} van Noor") for number in range(1, many + 1)]
    for at in range(0, many, PIECE):
        await stage.say(VisitorLines(lines[at : at + PIECE]))
    await page.get_by_text(f"regel {many} van Noor", exact=True).wait_for()


async def until_seen(stage: Stage) -> None:
    """Wait until the newest line stands on the screen."""
    while (await stage.hear(Seen)).number < len(stage.lines):
        pass


async def test_thousands_of_lines_are_all_there_and_few_are_laid_out(page: Page, stage: Stage) -> None:
    await walking.talk(page, stage)
    await write_many(page, stage)
    await expect(page.locator(".line")).to_have_count(MANY + 1)
    assert 0 < await page.evaluate(LAID_OUT) < 200
    assert await page.evaluate(TO_END) < 2
    # What is out of sight is found by the browser's own search, and read out by a screen reader.
    assert await page.evaluate("find('regel 7 van Noor', true, false, true)")
    await expect(page.get_by_role("listitem").filter(has_text="regel 8 van Noor")).to_have_count(1)


async def test_a_new_line_touches_no_other_row(page: Page, stage: Stage) -> None:
    await walking.talk(page, stage)
    await write_many(page, stage, 120)
    await page.evaluate(WATCH)
    await stage.write(stage.helpline.noor, "nog een")
    await until_seen(stage)
    assert await page.evaluate("touched") <= 2
    await stage.say(StaffState(stage.helpline.noor.claim.person, "typing"))
    await expect(page.locator(".doing")).to_contain_text("schrijft")
    assert await page.evaluate("touched") <= 2
    assert await page.evaluate(TO_END) < 2


async def test_who_reads_earlier_lines_is_not_moved_by_new_ones(page: Page, stage: Stage) -> None:
    await walking.talk(page, stage)
    await write_many(page, stage, 200)
    await page.locator(".scroller").hover()
    await page.mouse.wheel(0, -3_000)
    line = page.get_by_text("regel 150 van Noor", exact=True)
    await line.scroll_into_view_if_needed()
    before = await line.bounding_box()
    await stage.write(stage.helpline.noor, "intussen")
    await until_seen(stage)
    assert await page.evaluate(TO_END) > 500
    after = await line.bounding_box()
    assert before is not None
    assert after is not None
    assert abs(before["y"] - after["y"]) < 2
    # Who writes goes back to the end.
    await walking.say(page, "ik ook")
    await stage.hear_line()
    await expect(page.get_by_text("ik ook", exact=True)).to_be_in_viewport()


async def test_lines_of_both_sides_keep_their_order_over_blocks_and_drops(page: Page, stage: Stage) -> None:
    """What is unsent stands behind what came meanwhile, however much that is."""
    await walking.talk(page, stage)
    stage.is_away = True
    await stage.drop()
    await walking.say(page, "van mij")
    missed = [stage.seal(stage.helpline.noor, f"gemist {number}") for number in range(130)]
    stage.is_away = False
    await page.evaluate("() => dispatchEvent(new Event('online'))")
    await scenes.shows(page, ".composer")
    await stage.say(stage.resumed())
    await stage.say(VisitorLines(missed))
    assert (await stage.hear_line()).text == "van mij"
    expected = ["Mag ik iets vragen?", *(f"gemist {number}" for number in range(130)), "van mij"]
    await expect(page.locator(".line .text")).to_have_text(expected)


async def test_the_own_copy_holds_every_line_and_nothing_unsent(page: Page, stage: Stage) -> None:
    await walking.talk(page, stage)
    await write_many(page, stage, 300)
    await walking.button(page, "Stop het gesprek").click()
    await page.locator(".question .danger").click()
    await stage.hear(VisitorEnd)
    await stage.say(VisitorEnded("visitor"))
    async with page.expect_download() as download:
        await walking.button(page, "Bewaar een kopie").click()
    text = (await (await download.value).path()).read_text("utf-8-sig")
    said = [line for line in text.splitlines() if line.startswith("regel ")]
    assert said == [f"regel {number} van Noor" for number in range(1, 301)]
