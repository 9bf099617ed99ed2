"""Several of the staff and one visitor: hand-over, asking along, danger, a restarted console, one winner."""

import asyncio
from contextlib import AbstractAsyncContextManager

from luwte.console.state import ColleaguesChanged, RequestAdded, RequestRow
from luwte.console.state.intentions import (
    AcceptVisitor,
    AnswerRequest,
    AskColleague,
    AskHandOver,
    CallDanger,
    LeaveConversation,
    LeaveShift,
    SetPause,
)
from luwte.protocol.messages import Answered, Opened, StaffRefused
from luwte.visitor import Talk, Visitor
from tests.conftest import Walk
from tests.fakes import PlayedConsole

Walking = AbstractAsyncContextManager[Walk]


async def asked(console: PlayedConsole) -> RequestRow:
    """Wait until a colleague asks."""
    await console.until(lambda: any(isinstance(change, RequestAdded) for change in console.changes))
    return next(change.row for change in reversed(console.changes) if isinstance(change, RequestAdded))


async def sees(console: PlayedConsole, colleague: PlayedConsole) -> None:
    """Wait until a console knows a colleague's shift."""
    await console.until(
        lambda: console.state.seat is not None and colleague.me in console.state.seat.colleagues
    )


def shown(console: PlayedConsole) -> dict[str, str]:
    """Return who is on shift as the screen shows it now."""
    told = [change.colleagues for change in console.changes if isinstance(change, ColleaguesChanged)]
    return {row.name: row.state for row in told[-1]} if told else {}


async def test_who_is_on_shift_is_seen_before_ones_own_shift_and_after_it(walk: Walking) -> None:
    """The calm page with who else is on, also when another shift may begin."""
    async with walk as line:
        sam = await line.on_shift("Sam")
        noor = line.console("Noor")
        await noor.sign_in()
        await sees(noor, sam)
        await sam.do(SetPause(is_on=True))
        await noor.until(lambda: shown(noor) == {"Sam": "paused"})
        await noor.open_shift()
        await noor.do(LeaveShift())
        await noor.until(lambda: noor.state.session.sealed_why == "closed")
        await noor.until(lambda: shown(noor) == {"Sam": "paused"})
        await noor.tick()
        assert shown(noor) == {"Sam": "paused"}
        await sam.do(LeaveShift())
        await noor.until(lambda: shown(noor) == {})


async def test_t7_a_hand_over_brings_the_note_and_everything_said(walk: Walking) -> None:
    async with walk as line:
        noor, sam = await line.on_shift("Noor"), await line.on_shift("Sam")
        visitor = await line.waiting()
        conversation = await noor.accept(visitor)
        await visitor.say("ik heb het al uitgelegd")
        await noor.hear(conversation, "ik heb het al uitgelegd")
        await sees(noor, sam)
        await noor.do(AskHandOver(conversation, sam.me, "gaat over school"))
        request = await asked(sam)
        assert (request.kind, request.note, request.asker_name) == ("hand_over", "gaat over school", "Noor")
        await sam.do(AnswerRequest(request.request, is_yes=True))
        await sam.until(lambda: conversation in sam.rows)
        old_keys = len(visitor_talk(visitor).keys.kept)
        await visitor.until(lambda: len(visitor_talk(visitor).keys.kept) > old_keys)
        await sam.hear(conversation, "ik heb het al uitgelegd")
        await noor.until(lambda: conversation not in noor.rows)

        assert [one.name for one in visitor_talk(visitor).keys.members.values()] == ["Sam"]
        await sam.say(conversation, "dag, ik neem het over")
        await visitor.hear("dag, ik neem het over")
        await visitor.say("goed")
        await sam.hear(conversation, "goed")


async def test_h13_a_colleague_comes_along_and_leaves_again(walk: Walking) -> None:
    async with walk as line:
        noor, sam = await line.on_shift("Noor"), await line.on_shift("Sam")
        visitor = await line.waiting()
        conversation = await noor.accept(visitor)
        await sees(noor, sam)
        await noor.do(AskColleague(conversation, sam.me, "lees je mee?"))
        request = await asked(sam)
        assert request.kind == "along"
        await sam.do(AnswerRequest(request.request, is_yes=True))
        await sam.until(lambda: conversation in sam.rows)
        await visitor.until(lambda: len(visitor_talk(visitor).keys.members) == 2)
        await visitor.until(lambda: not visitor_talk(visitor).keys.are_wanted())
        await sam.until(lambda: sam.rows[conversation].keys == "ready")
        assert not sam.rows[conversation].is_mine
        await sam.say(conversation, "ik lees mee")
        await visitor.hear("ik lees mee")
        await noor.hear(conversation, "ik lees mee")
        both = {member.name for member in visitor_talk(visitor).keys.members.values()}
        assert both == {"Noor", "Sam"}

        await sam.do(LeaveConversation(conversation))
        await sam.until(lambda: conversation not in sam.rows)
        await visitor.until(lambda: len(visitor_talk(visitor).keys.members) == 1)
        await visitor.until(lambda: not visitor_talk(visitor).keys.are_wanted())
        await noor.until(lambda: len(noor.rows[conversation].members) == 1)
        await visitor.say("weer met ons tweeën")
        await noor.hear(conversation, "weer met ons tweeën")


async def test_h3_danger_calls_the_coordinator_who_joins(walk: Walking) -> None:
    async with walk as line:
        robin, noor = await line.on_shift("Robin"), await line.on_shift("Noor")
        visitor = await line.waiting()
        conversation = await noor.accept(visitor)
        await sees(noor, robin)
        await noor.do(CallDanger(conversation, "er is iemand in gevaar"))
        request = await asked(robin)
        assert (request.kind, request.note) == ("danger", "er is iemand in gevaar")
        await robin.do(AnswerRequest(request.request, is_yes=True))
        await robin.until(lambda: conversation in robin.rows)
        await visitor.until(lambda: len(visitor_talk(visitor).keys.members) == 2)
        await robin.until(lambda: robin.rows[conversation].keys == "ready")
        await noor.until(lambda: any(isinstance(heard, Answered) for heard in noor.heard))


async def test_a_no_leaves_everything_as_it_was(walk: Walking) -> None:
    async with walk as line:
        noor, sam = await line.on_shift("Noor"), await line.on_shift("Sam")
        visitor = await line.waiting()
        conversation = await noor.accept(visitor)
        await sees(noor, sam)
        await noor.do(AskHandOver(conversation, sam.me))
        await sam.do(AnswerRequest((await asked(sam)).request, is_yes=False))
        await noor.until(lambda: any(notice.code == "answer_no" for notice in noor.notices))
        assert noor.rows[conversation].is_mine
        assert conversation not in sam.rows
        await visitor.say("nog hier")
        await noor.hear(conversation, "nog hier")


async def test_a_restarted_console_reads_on_under_a_new_shift_key(walk: Walking) -> None:
    async with walk as line:
        noor = await line.on_shift("Noor")
        visitor = await line.waiting()
        conversation = await noor.accept(visitor)
        await visitor.say("voor de herstart")
        await noor.restart()
        await noor.until(lambda: conversation in noor.rows)
        await visitor.until(lambda: len(visitor_talk(visitor).keys.kept) == 2)
        await noor.hear(conversation, "voor de herstart")
        await noor.say(conversation, "daar ben ik weer")
        await visitor.hear("daar ben ik weer")
        await visitor.say("mooi")
        await noor.hear(conversation, "mooi")


async def test_a_console_whose_line_dropped_catches_up(walk: Walking) -> None:
    async with walk as line:
        noor = await line.on_shift("Noor")
        visitor = await line.waiting()
        conversation = await noor.accept(visitor)
        await noor.drop()
        await visitor.until(lambda: any(one.state == "reconnecting" for one in visitor.staff.values()))
        await visitor.say("ben je daar?")
        await noor.come_back()
        await noor.hear(conversation, "ben je daar?")
        await noor.say(conversation, "ja")
        await visitor.hear("ja")


async def test_twenty_consoles_accept_one_visitor_and_one_wins(walk: Walking) -> None:
    async with walk as line:
        names = ["Noor", "Sam", *(f"Collega {number}" for number in range(18))]
        await line.add(*names[2:])
        consoles = [await line.on_shift(name) for name in names]
        visitor = await line.waiting()
        conversation = visitor_talk(visitor).conversation
        assert conversation is not None
        for console in consoles:
            await wait_for_waiter(console, conversation)
        async with asyncio.TaskGroup() as group:
            for console in consoles:
                group.create_task(console.do(AcceptVisitor(conversation)))
        for console in consoles:
            await console.until(lambda c=console: _has_answer(c))  # type: ignore[misc]
        winners = [console for console in consoles if _opened(console)]
        assert len(winners) == 1
        refused = [one.code for console in consoles for one in console.heard if isinstance(one, StaffRefused)]
        assert refused == ["taken"] * 19
        await winners[0].share_keys(visitor)
        assert list(visitor_talk(visitor).keys.members) == [winners[0].me]


async def wait_for_waiter(console: PlayedConsole, conversation: str) -> None:
    """Wait until a console sees somebody wait."""
    await console.until(lambda: console.state.waiting.row(conversation) is not None)


def _opened(console: PlayedConsole) -> bool:
    return any(isinstance(heard, Opened) for heard in console.heard)


def _has_answer(console: PlayedConsole) -> bool:
    return any(isinstance(heard, Opened | StaffRefused) for heard in console.heard)


def visitor_talk(visitor: Visitor) -> Talk:
    """Return what the visitor's page holds."""
    assert visitor.talk is not None
    return visitor.talk
