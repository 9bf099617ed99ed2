"""C6: consent is withdrawn at once, whatever an earlier step of the page does or fails to do."""

import pytest
from playwright.async_api import Page, expect

from luwte.protocol.messages import VisitorEnd, VisitorEnded, VisitorHello, VisitorLine, Withdraw
from tests.page import scenes, walking
from tests.page.stage import Stage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

HANGS = """() => {
  SubtleCrypto.prototype.encrypt = () => new Promise((_, reject) => {
    globalThis.fails = () => reject(new TypeError("a step of ours"));
    globalThis.isHanging = true;
  });
}"""
"""From now on nothing can be sealed: the step that tries waits until the test has it fail."""


async def hang(page: Page) -> None:
    """Write a line whose sealing hangs: every later step of the page waits behind it."""
    await page.evaluate(HANGS)
    await walking.say(page, "blijft steken")
    await page.wait_for_function("globalThis.isHanging")


async def withdraw(page: Page) -> None:
    """Withdraw consent and say yes."""
    await walking.button(page, "Trek toestemming in").click()
    await page.locator(".question .danger").click()


async def is_withdrawn(page: Page, stage: Stage) -> None:
    """See that it is over, for this reason, and that nothing stayed."""
    await expect(page.get_by_role("heading", level=1)).to_have_text("Je toestemming is ingetrokken")
    await expect(page.locator(".line")).to_have_count(0)
    assert await page.evaluate("sessionStorage.length") == 0
    assert not stage.has_heard(VisitorLine)
    assert not stage.has_heard(VisitorEnd)


async def test_c6_withdrawal_does_not_wait_for_a_step_that_hangs(page: Page, stage: Stage) -> None:
    await scenes.some_lines(page, stage)
    await hang(page)
    await withdraw(page)
    await stage.asked("/withdraw")
    await is_withdrawn(page, stage)


async def test_c6_a_step_that_fails_after_the_withdrawal_changes_nothing(page: Page, stage: Stage) -> None:
    """Neither the withdrawal nor its reason is lost: the server hears it as soon as it can be reached."""
    await scenes.some_lines(page, stage)
    await hang(page)
    stage.is_away = True
    await stage.drop()
    await withdraw(page)
    await stage.asked("/withdraw")
    await expect(page.locator(".line")).to_have_count(0)
    await page.evaluate("globalThis.fails()")
    stage.is_away = False
    await page.evaluate("dispatchEvent(new Event('online'))")
    await stage.hear(VisitorHello)
    await stage.say(stage.resumed())
    await stage.hear(Withdraw)
    await stage.say(VisitorEnded("withdrawn"))
    await is_withdrawn(page, stage)


async def test_c6_consent_can_be_withdrawn_after_the_page_stopped_by_itself(page: Page, stage: Stage) -> None:
    """It has not ended it (that would archive it) and keeps the cookie: one request erases it all."""
    await scenes.over_unsafe(page, stage)
    heading = page.get_by_role("heading", level=1)
    await expect(heading).to_have_text("We hebben het gesprek gestopt")
    assert "/forget" not in stage.requests
    await withdraw(page)
    await stage.asked("/withdraw")
    await is_withdrawn(page, stage)
    await expect(heading).to_be_focused()
    await expect(walking.button(page, "Trek toestemming in")).to_have_count(0)
    await expect(walking.button(page, "Bewaar een kopie")).to_have_count(0)


async def test_c6_a_withdrawal_that_came_too_late_is_not_called_erased(page: Page, stage: Stage) -> None:
    await scenes.some_lines(page, stage)
    stage.has_ended = True
    await withdraw(page)
    await expect(page.get_by_role("heading", level=1)).to_have_text("Het gesprek was al voorbij")
    await expect(page.locator("main")).to_contain_text("na de termijn die we beloven")
    await expect(page.locator(".line")).to_have_count(0)
    assert await page.evaluate("sessionStorage.length") == 0


async def test_a_page_that_stopped_by_itself_begins_again_without_the_former_cookie(
    page: Page, stage: Stage
) -> None:
    await scenes.over_unsafe(page, stage)
    await walking.button(page, "Probeer het opnieuw").click()
    await expect(walking.button(page, "Verder")).to_be_visible()
    assert "/forget" in stage.requests
