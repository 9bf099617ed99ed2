"""What is promised and where one can go stands on the page; a page that loses the server keeps its place."""

import pytest
from playwright.async_api import Page, expect

from luwte.protocol.messages import ShareKept, VisitorHello
from tests.page import scenes, walking
from tests.page.stage import Stage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

WHERE = "Zeg het aan de coördinator, of ga naar de gegevensbeschermingsautoriteit."


async def test_where_to_go_with_a_complaint_is_a_click_away_first_and_last(page: Page, stage: Stage) -> None:
    """H6: before one begins and after it is over, in the house's own words."""
    stage.helpline.shown["complaints"] = {"nl": WHERE}
    stage.house = stage.helpline.house()
    fold = page.locator("summary").filter(has_text="Niet tevreden over ons?")
    for lead in (scenes.promise, scenes.over):
        await lead(page, stage)
        await expect(page.get_by_text(WHERE)).to_be_hidden()
        await fold.click()
        await expect(page.get_by_text(WHERE)).to_be_visible()


async def test_a_house_that_says_nothing_of_complaints_shows_no_empty_fold(page: Page, stage: Stage) -> None:
    stage.helpline.shown["complaints"] = {}
    stage.house = stage.helpline.house()
    await walking.open_page(page, stage)
    await expect(page.get_by_text("Niet tevreden over ons?")).to_have_count(0)


async def test_a_reload_while_the_server_is_away_goes_on_by_itself(page: Page, stage: Stage) -> None:
    """C3: the place is kept for minutes, so the page waits for nobody's click."""
    await walking.talk(page, stage)
    house, stage.house = stage.house, None
    await page.reload()
    await expect(page.locator("main")).to_contain_text("Je plek blijft nog even bewaard")
    stage.house = house
    hello = await stage.hear(VisitorHello)
    assert hello.is_reload
    await stage.say(stage.resumed(shares=[bytes(32)], fresh=b"\x01" * 32))
    await stage.hear(ShareKept)
    await expect(page.get_by_role("heading", level=1)).to_contain_text("Noor")
