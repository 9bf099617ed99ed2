"""Open, closed, paused, full: the page is told the truth about the line, nobody is let in against it (C9)."""

from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from luwte import policy
from luwte.admin.house import publish_policy
from luwte.console.state.intentions import AcceptVisitor, SetHousePause
from luwte.protocol import codec
from luwte.visitor import Visitor
from tests.conftest import Walk
from tests.fakes import PlayedConsole

Walking = AbstractAsyncContextManager[Walk]

BRUSSELS = ZoneInfo("Europe/Brussels")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


async def arrives(line: Walk, number: int = 1) -> Visitor:
    """Return somebody from an address of their own who read the page and consented."""
    visitor = line.visitor_from(f"127.0.0.{number}")
    await visitor.look()
    await visitor.connect()
    return visitor


async def turned_away(visitor: Visitor) -> str:
    """Have somebody try to enter; return the code they are refused with."""
    assert visitor.talk is not None
    before = len(visitor.refusals)
    await visitor.shout(codec.write(visitor.talk.enter("Maan", "hallo", "nl", "2026-11-22")))
    await visitor.until(lambda: len(visitor.refusals) > before)
    assert visitor.talk.conversation is None
    return visitor.refusals[-1].code


async def sign(line: Walk) -> tuple[str, int | None]:
    """Return what somebody who only looks is told."""
    house = (await line.visitor().look()).house
    return house.state, house.opens_at


async def sees(console: PlayedConsole, state: str) -> None:
    """Wait until this stands over the desk."""
    await console.until(lambda: console.state.house.state == state)


async def begin_with(line: Walk, **changes: str) -> None:
    """Have the coordinator sign the default policy with other lines in it."""
    text = policy.source("default").read_text(encoding="utf-8")
    for old, new in changes.items():
        before, after = {"always": ("always = true", new), "waiting": ("waiting = 30", new)}[old]
        assert before in text
        text = text.replace(before, after)
    file = line.folder / "house.toml"
    file.write_text(text, encoding="utf-8")
    async with line.office() as office:
        await publish_policy(office, str(file))


async def test_c9_a_closed_line_tells_when_it_opens_lets_nobody_in_and_opens_by_itself(walk: Walking) -> None:
    async with walk as line:
        day = datetime.fromtimestamp(line.clock(), BRUSSELS).replace(minute=0, second=0) + timedelta(days=1)
        opens, closes = (int(day.replace(hour=hour).timestamp()) for hour in (14, 18))
        opens_next = int((day + timedelta(days=1)).replace(hour=14).timestamp())
        line.clock.now = opens - 2 * 3_600
        await begin_with(line, always="\n".join(f'{name} = [["14:00", "18:00"]]' for name in DAYS))
        noor = await line.on_shift("Noor")
        await noor.until(lambda: noor.state.house.opens_at == opens)
        await sees(noor, "closed")
        assert await sign(line) == ("closed", opens)
        visitor = await arrives(line)
        assert await turned_away(visitor) == "closed"
        line.clock.now = opens - 1
        assert await turned_away(visitor) == "closed"

        line.clock.now = opens
        await sees(noor, "open")
        assert await sign(line) == ("open", None)
        await visitor.enter("Maan", "hallo")
        conversation = await noor.accept(visitor)

        line.clock.now = closes
        await sees(noor, "closed")
        assert await sign(line) == ("closed", opens_next)
        assert await turned_away(await arrives(line, 2)) == "closed"
        # Who is in a conversation stays in it.
        await visitor.say("mag ik dit nog zeggen?")
        await noor.hear(conversation, "mag ik dit nog zeggen?")


async def test_c9_a_coordinator_pauses_the_line_and_reopens_it(walk: Walking) -> None:
    async with walk as line:
        noor, robin = await line.on_shift("Noor"), await line.on_shift("Robin")
        first = await line.waiting()
        visitor = await arrives(line, 2)
        await robin.do(SetHousePause(is_paused=True))
        await sees(robin, "paused")
        await sees(noor, "paused")
        assert await sign(line) == ("paused", None)
        assert await turned_away(visitor) == "paused"
        # Who waits already is answered all the same.
        await noor.accept(first)
        await robin.do(SetHousePause(is_paused=False))
        await sees(noor, "open")
        assert await sign(line) == ("open", None)
        await visitor.enter("Maan", "hallo")
        await noor.accept(visitor)


async def test_c9_a_full_queue_says_so_and_has_room_as_soon_as_somebody_is_accepted(walk: Walking) -> None:
    async with walk as line:
        await begin_with(line, waiting="waiting = 2")
        noor = await line.on_shift("Noor")
        waiting = [await arrives(line, number) for number in (1, 2)]
        for visitor in waiting:
            await visitor.enter("Zeester", "hallo")
        await waiting[1].until(lambda: waiting[1].place is not None and waiting[1].place.position == 2)
        await sees(noor, "full")
        assert await sign(line) == ("full", None)
        late = await arrives(line, 3)
        assert await turned_away(late) == "full"
        assert waiting[0].talk is not None
        assert waiting[0].talk.conversation is not None
        await noor.do(AcceptVisitor(waiting[0].talk.conversation))
        await sees(noor, "open")
        assert await sign(line) == ("open", None)
        await late.enter("Maan", "hallo")
        await late.until(lambda: late.place is not None and late.place.position == 2)
