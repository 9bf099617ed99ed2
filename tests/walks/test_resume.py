"""A broken connection does not end the chat (C3): drop, reload, and the window's end."""

from contextlib import AbstractAsyncContextManager
from dataclasses import replace

import pytest

from luwte.visitor import Visitor, VisitorError
from tests.conftest import Walk

Walking = AbstractAsyncContextManager[Walk]


async def test_c3_after_a_drop_it_goes_on_where_it_was(walk: Walking) -> None:
    async with walk as line:
        noor = await line.on_shift("Noor")
        visitor = await line.waiting()
        conversation = await noor.accept(visitor)
        await visitor.say("een")
        await visitor.drop()
        await noor.until(lambda: noor.rows[conversation].presence == "away")
        assert noor.rows[conversation].away_until == line.clock() + 300

        await noor.say(conversation, "ben je er nog?")
        await visitor.write("twee")
        line.clock.advance(299)
        await visitor.resume()
        await visitor.hear("ben je er nog?")
        await noor.until(lambda: noor.rows[conversation].presence == "here")
        await noor.hear(conversation, "twee")
        assert noor.texts(conversation) == ["een", "ben je er nog?", "twee"]


async def test_c3_a_line_whose_acknowledgement_was_lost_is_stored_once(walk: Walking) -> None:
    async with walk as line:
        noor = await line.on_shift("Noor")
        visitor = await line.waiting()
        conversation = await noor.accept(visitor)
        for round_ in range(5):
            await visitor.write(f"regel {round_}")
            await visitor.drop()
            await visitor.resume()
        await visitor.say("klaar")
        await noor.hear(conversation, "klaar")
        assert noor.texts(conversation) == [*(f"regel {round_}" for round_ in range(5)), "klaar"]


async def test_c3_a_reload_goes_on_and_rotates_both_shares(walk: Walking) -> None:
    async with walk as line:
        noor = await line.on_shift("Noor")
        visitor = await line.waiting()
        conversation = await noor.accept(visitor)
        await visitor.say("voor het herladen")
        before = visitor.kept
        await visitor.reload()
        assert visitor.kept is not None
        assert before is not None
        assert visitor.kept.share != before.share
        await visitor.hear("voor het herladen")
        await visitor.say("na het herladen")
        await noor.hear(conversation, "na het herladen")
        await noor.say(conversation, "fijn dat je er weer bent")
        await visitor.hear("fijn dat je er weer bent")
        await visitor.reload()
        await visitor.hear("fijn dat je er weer bent")

        # What an earlier page load kept is worth nothing once the page confirmed the new share.
        await visitor.drop()
        thief = Visitor(line.url, kept=before, clock=line.clock)
        await thief.look()
        with pytest.raises(VisitorError, match="no_state"):
            await thief.connect(is_reload=True)
        await thief.leave()


async def test_c3_a_reload_while_waiting_keeps_the_place(walk: Walking) -> None:
    async with walk as line:
        first, second = await line.waiting("Zeester"), await line.waiting("Maan")
        await second.until(lambda: second.place is not None and second.place.position == 2)
        await first.reload()
        await first.until(lambda: first.place is not None and first.place.position == 1)
        noor = await line.on_shift("Noor")
        conversation = await noor.accept(first)
        assert noor.rows[conversation].nickname == "Zeester"


async def test_c3_after_the_window_the_token_is_worthless(walk: Walking) -> None:
    async with walk as line:
        noor = await line.on_shift("Noor")
        visitor = await line.waiting()
        conversation = await noor.accept(visitor)
        await visitor.say("een")
        token = visitor.cookie
        await visitor.drop()
        await noor.until(lambda: noor.rows[conversation].presence == "away")
        line.clock.advance(301)
        await noor.until(lambda: conversation not in noor.rows)

        await visitor.connect()
        assert visitor.is_ready
        assert not visitor.is_resumed
        assert visitor.ended is not None
        assert visitor.cookie != token
        reloaded = Visitor(line.url, kept=visitor.kept, clock=line.clock)
        await reloaded.look()
        await reloaded.connect(is_reload=True)
        assert reloaded.is_ready
        await reloaded.leave()


async def test_c3_a_waiting_visitor_who_stays_away_leaves_the_queue(walk: Walking) -> None:
    async with walk as line:
        noor = await line.on_shift("Noor")
        visitor = await line.waiting()
        assert visitor.talk is not None
        waiting = visitor.talk.conversation
        assert waiting is not None
        await noor.until(lambda: noor.state.waiting.row(waiting) is not None)
        await visitor.drop()
        await noor.until(lambda: not _is_here(noor.state.waiting.row(waiting)))
        line.clock.advance(301)
        await noor.until(lambda: noor.state.waiting.row(waiting) is None)


def _is_here(row: object) -> bool:
    return bool(getattr(row, "is_here", False))


async def test_c3_what_one_browser_kept_opens_nothing_with_anothers_token(walk: Walking) -> None:
    async with walk as line:
        noor = await line.on_shift("Noor")
        ada, bo = await line.waiting("Zeester"), await line.waiting("Maan")
        for visitor in (ada, bo):
            await noor.accept(visitor)
            await visitor.say(f"ik ben {visitor.talk.nickname if visitor.talk else ''}")
            await visitor.drop()
        assert ada.kept is not None
        assert bo.kept is not None
        for kept, cookie in [(ada.kept, bo.cookie), (bo.kept, ada.cookie)]:
            thief = Visitor(line.url, kept=replace(kept, cookie=cookie), clock=line.clock)
            await thief.look()
            with pytest.raises(VisitorError, match="no_state"):
                await thief.connect(is_reload=True)
            await thief.leave()
        await ada.resume()
        assert ada.talk is not None
        assert [said.text for said in ada.talk.lines if said.kind == "text"] == ["ik ben Zeester"]
