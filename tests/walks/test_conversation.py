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


async def test_two_languages_wait_side_by_side_and_are_told_apart(walk: Walking) -> None:
    async with walk as line:
        noor = await line.on_shift("Noor")
        dutch = await line.waiting("Zeester", "ik maak me zorgen", "nl")
        english = await line.waiting("Starfish", "I am worried — “very” 😟", "en")
        first, second = await noor.accept(dutch), await noor.accept(english)
        assert [noor.rows[one].language for one in (first, second)] == ["nl", "en"]
        await noor.say(first, "Vertel maar.")
        await noor.say(second, "Tell me. Ça va? Zoë, ﬁne, 你好")
        await dutch.hear("Vertel maar.")
        await english.hear("Tell me. Ça va? Zoë, ﬁne, 你好")
        # Nothing of the one reaches the other.
        for visitor, foreign in ((dutch, "Tell me."), (english, "Vertel maar.")):
            assert visitor.talk is not None
            assert all(foreign not in said.text for said in visitor.talk.lines)
        assert english.house is not None
        for language in ("nl", "en"):
            for shown in ("promises", "statement", "consent"):
                words = english.house.policy.page[shown]
                assert isinstance(words, dict)
                assert words[language]


async def test_a_visitor_ends_and_what_was_unsent_is_gone(walk: Walking) -> None:
    async with walk as line:
        noor = await line.on_shift("Noor")
        visitor = await line.waiting()
        conversation = await noor.accept(visitor)
        await visitor.say("dank je, het is goed zo")
        await visitor.end()
        await noor.until(lambda: conversation not in noor.rows)
        assert any(notice.code == "visitor_ended" for notice in noor.notices)
        assert visitor.ended is not None
        again = await line.waiting("Zeester", "toch nog iets")
        assert await noor.accept(again) != conversation
        assert noor.state.alarm is None
