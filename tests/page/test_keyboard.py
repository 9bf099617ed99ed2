"""The whole way with the keyboard alone, and what a screen reader hears on it."""

import pytest
from playwright.async_api import Page, expect

from luwte.protocol.messages import StaffState, VisitorEnd, VisitorEnded
from tests.page import walking
from tests.page.stage import Stage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]


async def tab_to(page: Page, selector: str) -> None:
    """Press Tab until this has the focus."""
    for _ in range(25):
        if await page.evaluate("(wanted) => document.activeElement?.matches(wanted) ?? false", selector):
            return
        await page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach {selector}")


async def test_from_the_first_screen_to_the_last_without_a_mouse(page: Page, stage: Stage) -> None:
    await walking.open_page(page, stage)
    await tab_to(page, "main .primary")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_be_focused()
    await tab_to(page, "#agree")
    await page.keyboard.press("Space")
    await tab_to(page, "form .primary")
    await page.keyboard.press("Enter")
    await tab_to(page, "#nickname")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await tab_to(page, "#first")
    await page.keyboard.type("hallo")
    await tab_to(page, "form .primary")
    await page.keyboard.press("Enter")
    await stage.queue()
    await expect(page.get_by_role("heading", level=1)).to_be_focused()
    await stage.accept(stage.helpline.noor)
    await stage.hear_line()
    # The focus goes where the hands go next.
    await expect(page.locator("#reply")).to_be_focused()
    await page.keyboard.type("een")
    await page.keyboard.press("Shift+Enter")
    await page.keyboard.type("twee")
    await page.keyboard.press("Enter")
    assert (await stage.hear_line()).text == "een\ntwee"
    await expect(page.locator("#reply")).to_be_focused()
    await tab_to(page, "[data-name=end]")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=2)).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.locator("[data-name=end]")).to_be_focused()
    await page.keyboard.press("Enter")
    await tab_to(page, ".question .danger")
    await page.keyboard.press("Enter")
    await stage.hear(VisitorEnd)
    await stage.say(VisitorEnded("visitor"))
    await expect(page.get_by_role("heading", level=1)).to_be_focused()


async def test_new_lines_are_read_aloud_once_and_own_ones_never(page: Page, stage: Stage) -> None:
    await walking.talk(page, stage)
    live = page.locator("[aria-live=polite] p")
    before = await live.count()
    await stage.write(stage.helpline.noor, "Welkom.")
    await expect(live).to_have_count(before + 1)
    await expect(live.last).to_contain_text("Welkom.")
    await walking.say(page, "dank je")
    await stage.hear_line()
    await stage.say(StaffState(stage.helpline.noor.claim.person, "typing"))
    await expect(page.get_by_role("status").filter(has_text="schrijft")).to_be_attached()
    await expect(live).to_have_count(before + 1)


async def test_the_countdown_is_told_once_not_every_second(page: Page, stage: Stage) -> None:
    await page.clock.install()
    await walking.talk(page, stage)
    stage.is_away = True
    await stage.drop()
    spoken = page.get_by_role("status").filter(has_text="De verbinding viel weg")
    await expect(spoken).to_have_text(
        "De verbinding viel weg. We houden je plek vast en proberen het opnieuw."
    )
    shown = page.locator(".dropped p")
    first = await shown.inner_text()
    await page.clock.run_for(3_000)
    await expect(shown).not_to_have_text(first)
    await expect(spoken).to_have_count(1)
    await page.clock.run_for(300_000)
    await expect(shown).to_contain_text("blijven het proberen")


async def test_text_grows_to_two_hundred_per_cent_and_shrinks_back(page: Page, stage: Stage) -> None:
    await walking.open_page(page, stage)
    size = "parseFloat(getComputedStyle(document.body).fontSize)"
    normal = await page.evaluate(size)
    for _ in range(7):
        await walking.button(page, "Tekst groter").click()
    assert await page.evaluate(size) == pytest.approx(2 * normal)
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for _ in range(7):
        await walking.button(page, "Tekst kleiner").click()
    assert await page.evaluate(size) == normal


async def test_the_language_changes_in_the_middle_of_things(page: Page, stage: Stage) -> None:
    await walking.to_introduction(page, stage)
    await page.locator("#first").fill("blijft staan")
    await walking.button(page, "English").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("What may we call you?")
    await expect(page.locator("#first")).to_have_value("blijft staan")
    assert await page.evaluate("document.documentElement.lang") == "en"
    await expect(walking.button(page, "Nederlands")).to_be_focused()


async def test_the_breathing_circle_stops_under_reduced_motion(page: Page, stage: Stage) -> None:
    await walking.wait(page, stage)
    moving = "document.querySelector('.circle').getAnimations().length"
    assert await page.evaluate(moving) == 1
    await page.emulate_media(reduced_motion="reduce")
    assert await page.evaluate(moving) == 0
