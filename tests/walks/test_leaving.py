"""Leaving for good: withdrawal of consent stops everything at once (C6), quick exit leaves nothing to
return to."""

import asyncio
from contextlib import AbstractAsyncContextManager

from luwte.console.state.intentions import SendLine
from luwte.protocol.messages import Ended, Lines, Ready
from luwte.visitor import Visitor
from tests.conftest import Walk
from tests.walks.stores import conversation_rows, transcripts

Walking = AbstractAsyncContextManager[Walk]


async def test_c6_withdrawal_with_lines_in_flight_deletes_and_archives_nothing(walk: Walking) -> None:
    async with walk as line:
        noor = await line.on_shift("Noor")
        visitor = await line.waiting()
        conversation = await noor.accept(visitor)
        await visitor.say("dit wil ik niet meer")
        for number in range(20):
            await visitor.write(f"onderweg {number}")
            await noor.do(SendLine(conversation, f"ook onderweg {number}"))
        async with asyncio.TaskGroup() as group:
            group.create_task(visitor.withdraw())
            group.create_task(noor.until(lambda: conversation not in noor.rows))
        # What was still under way then is told to nobody: the end is the last thing each side hears of it.
        about = [heard for heard in noor.heard if getattr(heard, "conversation", "") == conversation]
        ends = [place for place, heard in enumerate(about) if isinstance(heard, Ended)]
        assert len(ends) == 1
        assert not any(isinstance(heard, Lines) for heard in about[ends[0] :])
        assert visitor.ended is not None
        assert noor.lines(conversation) == []

        await noor.do(SendLine(conversation, "toch nog iets"))
        await noor.settle()
        assert conversation_rows(line.data, conversation) == {}
        assert transcripts(line.data) == []
        await visitor.resume()
        assert visitor.is_ready


async def test_c6_a_waiting_visitor_can_withdraw_too(walk: Walking) -> None:
    async with walk as line:
        noor = await line.on_shift("Noor")
        visitor = await line.waiting()
        assert visitor.talk is not None
        conversation = visitor.talk.conversation
        assert conversation is not None
        await noor.until(lambda: noor.state.waiting.row(conversation) is not None)
        await visitor.withdraw()
        await noor.until(lambda: noor.state.waiting.row(conversation) is None)
        assert conversation_rows(line.data, conversation) == {}


async def test_quick_exit_ends_it_and_there_is_no_way_back(walk: Walking) -> None:
    async with walk as line:
        noor = await line.on_shift("Noor")
        visitor = await line.waiting()
        conversation = await noor.accept(visitor)
        await visitor.say("hij komt thuis")
        kept = visitor.kept
        await visitor.quick_exit()
        await noor.until(lambda: conversation not in noor.rows)
        ended = next(heard for heard in noor.heard if isinstance(heard, Ended))
        assert ended.why == "quick_exit"
        assert any(notice.code == "quick_exit" for notice in noor.notices)

        finder = Visitor(line.url, kept=kept, clock=line.clock)
        await finder.look()
        await finder.connect(is_reload=True)
        assert finder.is_ready
        assert not isinstance(finder.ended, Ready)
        await finder.leave()
        await noor.settle()
        assert conversation_rows(line.data, conversation) == {}
