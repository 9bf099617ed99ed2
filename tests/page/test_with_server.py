"""The page in a real browser, the real server, a volunteer at a real console: whole walks."""

from contextlib import AbstractAsyncContextManager

import pytest
from playwright.async_api import BrowserContext, Page, expect

from luwte.console.state.intentions import AcceptVisitor, End
from luwte.protocol.ids import ConversationId
from luwte.protocol.messages import WaiterJoined
from tests.conftest import Walk
from tests.fakes import PlayedConsole
from tests.page import walking
from tests.walks.stores import conversation_rows, transcripts

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

Walking = AbstractAsyncContextManager[Walk]


async def accepted(
    page: Page, line: Walk, noor: PlayedConsole, words: str = "ik slaap slecht"
) -> ConversationId:
    """Go from the first screen to a conversation with Noor."""
    await walking.enter(page, line, nickname="Zeester", words=words)
    joined = [one for one in noor.heard if isinstance(one, WaiterJoined)]
    while not joined:
        joined = [one for one in [await noor.read()] if isinstance(one, WaiterJoined)]
    conversation = joined[-1].waiter.conversation
    await noor.do(AcceptVisitor(conversation))
    await noor.until(lambda: conversation in noor.rows and noor.rows[conversation].keys == "ready")
    await noor.until(lambda: words in [said.text for said in noor.lines(conversation)])
    await expect(page.get_by_role("heading", level=1)).to_contain_text("Noor")
    return conversation


async def no_cookies(context: BrowserContext, url: str) -> None:
    """Wait until the browser holds no cookie: the request that ends it outlives the page it came from."""
    while await context.cookies(url):
        await context.pages[0].evaluate("new Promise(requestAnimationFrame)")


async def test_a_visitor_in_a_browser_and_a_volunteer_talk_and_end(page: Page, walk: Walking) -> None:
    """C1, C10, T3."""
    async with walk as line:
        noor = await line.on_shift("Noor")
        conversation = await accepted(page, line, noor)
        await noor.say(conversation, "Welkom. Waarover wil je praten?")
        await expect(page.locator(".theirs .text")).to_have_text("Welkom. Waarover wil je praten?")
        await walking.say(page, "over school")
        await noor.hear(conversation, "over school")
        await noor.until(lambda: any(one.delivery == "seen" for one in noor.lines(conversation)))
        await expect(page.locator(".own").last).to_contain_text("Verstuurd")
        await noor.do(End(conversation))
        await expect(page.get_by_role("heading", level=1)).to_have_text("Dank je wel voor dit gesprek")
        await expect(walking.button(page, "Bewaar een kopie")).to_be_visible()
        assert noor.state.alarm is None


async def test_a_reload_goes_on_where_it_was(page: Page, walk: Walking) -> None:
    """C3: the page lost its memory; the kept state and the server's share bring it back, twice."""
    async with walk as line:
        noor = await line.on_shift("Noor")
        conversation = await accepted(page, line, noor)
        await noor.say(conversation, "Ik luister.")
        await expect(page.locator(".theirs")).to_have_count(1)
        for number in range(2):
            await page.reload()
            await expect(walking.button(page, "Toon wat eerder geschreven is")).to_be_visible()
            await expect(page.locator(".theirs")).to_have_count(0)
            await walking.say(page, f"daar ben ik weer {number}")
            await noor.hear(conversation, f"daar ben ik weer {number}")
        await walking.button(page, "Toon wat eerder geschreven is").click()
        await expect(page.locator(".theirs")).to_have_count(1)
        await expect(page.locator(".line.own")).to_have_count(3)


async def test_a_dropped_network_loses_nothing(page: Page, context: BrowserContext, walk: Walking) -> None:
    """C3: what was written while away arrives once, in order."""
    async with walk as line:
        noor = await line.on_shift("Noor")
        conversation = await accepted(page, line, noor)
        await context.set_offline(True)
        await expect(page.locator(".dropped")).to_be_visible()
        await noor.until(lambda: noor.rows[conversation].presence == "away")
        await walking.say(page, "een")
        await walking.say(page, "twee")
        await noor.say(conversation, "Neem je tijd.")
        await context.set_offline(False)
        await noor.hear(conversation, "een")
        await noor.hear(conversation, "twee")
        await expect(page.locator(".line .text")).to_have_text(
            ["ik slaap slecht", "Neem je tijd.", "een", "twee"]
        )


async def test_withdrawing_consent_deletes_the_conversation(page: Page, walk: Walking) -> None:
    """C6."""
    async with walk as line:
        noor = await line.on_shift("Noor")
        conversation = await accepted(page, line, noor)
        await walking.button(page, "Trek toestemming in").click()
        await page.locator(".question .danger").click()
        await noor.until(lambda: conversation not in noor.rows)
        await expect(page.get_by_role("heading", level=1)).to_have_text("Je toestemming is ingetrokken")
        assert conversation_rows(line.data, conversation) == {}
        assert transcripts(line.data) == []


async def test_leaving_by_the_exit_button_ends_it_for_good(
    page: Page, context: BrowserContext, walk: Walking
) -> None:
    async with walk as line:
        noor = await line.on_shift("Noor")
        conversation = await accepted(page, line, noor)
        await context.route(
            "https://**", lambda route: route.fulfill(body="<title>Elders</title>", content_type="text/html")
        )
        await walking.button(page, "Verlaat deze pagina").click()
        await noor.until(lambda: conversation not in noor.rows)
        await page.wait_for_url("https://**")
        await no_cookies(context, line.url)
        await page.goto(f"{line.url}/")
        await expect(page.get_by_role("heading", level=1)).to_contain_text("Chatten met")
        assert await page.evaluate("sessionStorage.length") == 0


async def test_nobody_is_given_a_cookie_for_looking(
    page: Page, context: BrowserContext, walk: Walking
) -> None:
    async with walk as line:
        await walking.to_introduction(page, line)
        assert await context.cookies() == []
