"""Both sides as people have them: the page in Chromium, and a console at work that comes back by itself."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Page, async_playwright, expect

from luwte.admin.throwaway import found
from luwte.console.state import ConversationAdded, QueueChanged
from luwte.console.state.intentions import AcceptVisitor, SendLine
from luwte.protocol.ids import ConversationId
from tests.console.working import Desk, at_work
from tests.page import walking
from tests.page.conftest import CHROMIUM, FLAGS
from tests.walks.apart import Apart

FIRST = "mag ik iets vragen?"
PATIENCE_MS = 60_000


@dataclass
class Sides:
    """A visitor's page and Noor's console in one conversation."""

    page: Page
    noor: Desk
    conversation: ConversationId

    def texts(self) -> list[str]:
        """Return what stands on Noor's screen, in the order of the numbers."""
        return [row.text for row in self.noor.lines(self.conversation)]

    def delivery(self, text: str) -> str:
        """Return what became of a line of Noor's."""
        return next(row.delivery for row in self.noor.lines(self.conversation) if row.text == text)

    def answers(self, text: str) -> None:
        """Noor writes a line."""
        self.noor.wants(SendLine(self.conversation, text))

    async def page_has(self, text: str) -> None:
        """Wait until the page shows a line of Noor's."""
        await expect(self.page.locator(".theirs .text").last).to_have_text(text, timeout=PATIENCE_MS)

    async def noor_has(self, text: str) -> None:
        """Wait until Noor's screen shows a line of the visitor's."""
        await self.noor.until(lambda: text in self.texts())

    async def page_shows_own(self, *texts: str) -> None:
        """Wait until these are the visitor's lines, each once, in this order, all of them stored."""
        own = self.page.locator(".line.own")
        await expect(own.locator(".text")).to_have_text(list(texts), timeout=PATIENCE_MS)
        await expect(own.filter(has_text="Nog niet verstuurd")).to_have_count(0, timeout=PATIENCE_MS)


@asynccontextmanager
async def two_sides(folder: Path, server: Apart) -> AsyncIterator[Sides]:
    """Found a helpline on a fresh server, and bring a visitor and Noor into a conversation."""
    async with found(server.url, folder / "server" / "setup-code", folder / "robin", time.time) as helpline:
        code = await helpline.code("Noor")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        context = await browser.new_context(locale="nl-BE", viewport={"width": 390, "height": 844})
        page = await context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        async with at_work(folder / "noor", server.url, _now) as noor:
            await noor.enrols(code)
            await noor.on_shift()
            await walking.enter(page, server, words=FIRST)
            await noor.until(lambda: any(one.queue.someone_waits for one in noor.heard(QueueChanged)))
            noor.wants(AcceptVisitor())
            await noor.until(lambda: bool(noor.heard(ConversationAdded)))
            sides = Sides(page, noor, next(iter(noor.work.state.talks.all)))
            await sides.noor_has(FIRST)
            yield sides
        await browser.close()


def _now() -> int:
    return int(time.time())
