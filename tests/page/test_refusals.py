"""Whatever the server refuses a visitor has a sentence of its own, in both languages."""

from typing import Final, get_args

import pytest
from playwright.async_api import Page, expect

from luwte.protocol.messages import (
    Enter,
    Entered,
    Ready,
    VisitorHello,
    VisitorLine,
    VisitorRefused,
    Waiting,
)
from luwte.protocol.parts import RefusalCode
from tests.page import walking
from tests.page.helpline import CONVERSATION
from tests.page.screens import LANGUAGES
from tests.page.stage import Stage
from tests.page.test_words import sentences

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

STAFF_ONLY: Final = {
    "sign_in",
    "second_factor",
    "enrolment_code",
    "setup_code",
    "shift_elsewhere",
    "certificate",
    "taken",
    "no_coordinator",
    "no_colleague",
}
"""About signing in and colleagues: no visitor can do what these refuse."""

AT_THE_DOOR: Final = {
    "closed": "closed",
    "paused": "paused",
    "full": "full",
    "at_limit": "at_limit",
    "key_missing": "key_missing",
    "old_policy": "old_policy",
    "unknown_version": "old_page",
    "bad_message": "bad_message",
    "not_allowed": "not_allowed",
    "conversation_over": "conversation_over",
    "unknown_conversation": "unknown_conversation",
    "stale_epoch": "turned_away",
}
"""The words of who is turned away at the queue."""

PASSING: Final = {"too_fast", "storage", "draining", "not_now"}
"""The page goes on asking, and says why it takes so long."""

FINAL: Final = {"bad_message", "not_allowed", "at_limit", "conversation_over", "unknown_conversation"}
"""The line will never be taken."""

WAITS: Final = {"too_fast", "storage", "draining", "not_now", "key_missing"}
"""The line stays here and goes later."""


async def test_every_code_is_known_here() -> None:
    codes = set(get_args(RefusalCode))
    assert set(AT_THE_DOOR) | PASSING | STAFF_ONLY == codes
    assert not (set(AT_THE_DOOR) | PASSING) & STAFF_ONLY


@pytest.mark.parametrize("language", LANGUAGES)
async def test_no_two_refusals_say_the_same(language: str) -> None:
    words = sentences(language)
    doors = [words[f"{about}.text"] for about in AT_THE_DOOR.values()]
    held = [words[f"held.{code}"] for code in PASSING]
    lines = [words[f"line.{code}"] for code in FINAL | WAITS]
    for said in (doors, held, lines):
        assert len(set(said)) == len(said)
    for text in (*doors, *held, *lines, words["chat.full"]):
        assert all(len(sentence.split()) <= 20 for sentence in text.split(".")), text


@pytest.mark.parametrize("code", AT_THE_DOOR)
async def test_who_is_turned_away_reads_why(page: Page, stage: Stage, code: RefusalCode) -> None:
    await walking.enter(page, stage)
    await stage.hear(VisitorHello)
    await stage.say(VisitorRefused(code))
    words = sentences("nl")
    await expect(page.get_by_role("heading", level=1)).to_have_text(words[f"{AT_THE_DOOR[code]}.title"])
    await expect(page.locator("main")).to_contain_text(words[f"{AT_THE_DOOR[code]}.text"])
    await expect(page.locator("main .primary")).to_be_enabled()


@pytest.mark.parametrize("code", sorted(PASSING))
async def test_who_is_held_at_the_queue_reads_why_and_gets_in(
    page: Page, stage: Stage, code: RefusalCode
) -> None:
    await walking.enter(page, stage)
    await stage.hear(VisitorHello)
    await stage.say(Ready(1, stage.helpline.now))
    await stage.hear(Enter)
    await stage.say(VisitorRefused(code))
    await expect(page.get_by_role("status").filter(has_text=sentences("nl")[f"held.{code}"])).to_have_count(1)
    stage.visitor_key = (await stage.hear(Enter)).visitor_key
    await stage.say(Entered(CONVERSATION, bytes(32)), Waiting(2, 2))
    await expect(page.get_by_role("heading", level=1)).to_have_text("Je bent nummer 2")


@pytest.mark.parametrize("code", sorted(FINAL))
async def test_a_line_that_is_never_taken_says_why(page: Page, stage: Stage, code: RefusalCode) -> None:
    await walking.talk(page, stage)
    await walking.say(page, "te veel")
    await stage.say(VisitorRefused(code, (await stage.hear(VisitorLine)).id))
    words = sentences("nl")
    await expect(page.locator(".own .attention")).to_have_text(words[f"line.{code}"])
    full = page.locator(".doing").filter(has_text=words["chat.full"])
    await expect(full).to_have_count(1 if code == "at_limit" else 0)
    # A shorter one may still fit.
    await walking.say(page, "kort")
    assert (await stage.hear_line()).text == "kort"
    await expect(full).to_have_count(0)


@pytest.mark.parametrize("code", sorted(WAITS))
async def test_a_line_that_must_wait_says_why_and_goes_as_the_same_bytes(
    page: Page, stage: Stage, code: RefusalCode
) -> None:
    await walking.talk(page, stage)
    await walking.say(page, "even geduld")
    first = await stage.hear(VisitorLine)
    await stage.say(VisitorRefused(code, first.id))
    said = page.locator(".doing").filter(has_text=sentences("nl")[f"line.{code}"])
    await expect(said).to_have_count(1)
    again = await stage.hear(VisitorLine)
    assert (again.id, again.frame) == (first.id, first.frame)
    await stage.store(again)
    await expect(said).to_have_count(0)
