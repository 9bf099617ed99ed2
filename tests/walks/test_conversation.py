"""A whole conversation: a visitor's page, the real server, a volunteer's console (C1, C10, T3)."""

from contextlib import AbstractAsyncContextManager

from luwte.console.state.intentions import End
from tests.conftest import Walk

Walking = AbstractAsyncContextManager[Walk]


async def test_a_visitor_and_a_volunteer_talk_and_end(walk: Walking) -> None:
    async with walk as line:
        noor = await line.on_shift("Noor")
        visitor = await line.waiting("Zeester", "ik slaap slecht")
        await visitor.until(lambda: visitor.place is not None)
        conversation = await noor.accept(visitor)
        row = noor.rows[conversation]
        assert (row.nickname, row.is_mine, row.presence) == ("Zeester", True, "here")

        await noor.say(conversation, "Welkom. Waarover wil je praten?")
        await visitor.hear("Welkom. Waarover wil je praten?")
        assert visitor.talk is not None
        writers = {said.by for said in visitor.talk.lines if said.kind == "text"}
        assert {visitor.talk.keys.members[by].name for by in writers} == {"Noor"}
        await visitor.see()
        await visitor.say("over school")
        await noor.hear(conversation, "over school")
        assert noor.texts(conversation) == ["Welkom. Waarover wil je praten?", "over school"]
        await noor.until(lambda: any(one.delivery == "seen" for one in noor.lines(conversation)))

        await noor.do(End(conversation))
        await visitor.until(lambda: visitor.ended is not None)
        await noor.until(lambda: conversation not in noor.rows)
        assert noor.state.alarm is None
        assert [said.kind for said in visitor.talk.lines][-1] == "end"
