"""The visitor's part: typing before a line, patience, reactions, dropping away, silence."""

from luwte.training.actor import READS, THINKS, Act, Actor, Goes, Is, Sends
from luwte.training.script import (
    Drops,
    FallsSilent,
    Heard,
    Hesitates,
    Leaves,
    Listens,
    LooksAway,
    Name,
    Reaction,
    Says,
    Script,
    Step,
    Text,
    Waits,
)


def said(text: str, typing: float = 5) -> Says:
    return Says(Text(nl=text, en=f"{text} in English"), typing)


def an_actor(*steps: Step, reactions: tuple[Reaction, ...] = (), language: str = "nl") -> Actor:
    script = Script(Name(nl="Zee", en="Sea"), Text(nl="hoi", en="hi"), steps, reactions)
    return Actor(script, language)


def begun(*steps: Step, reactions: tuple[Reaction, ...] = ()) -> Actor:
    actor = an_actor(*steps, reactions=reactions)
    actor.begin(0)
    return actor


def test_nothing_happens_before_the_volunteer_is_there() -> None:
    actor = an_actor(said("dag"))
    assert actor.next_at is None
    assert actor.acts(1_000) == []


def test_a_line_is_thought_typed_and_sent_each_at_its_time() -> None:
    actor = begun(said("dag", typing=5))
    assert actor.acts(THINKS - 0.1) == []
    assert actor.acts(THINKS) == [Is("typing")]
    assert actor.presence == "typing"
    assert actor.next_at == THINKS + 5
    assert actor.acts(THINKS + 5) == [Sends("dag"), Is("here")]


def test_it_speaks_the_language_it_was_given() -> None:
    actor = an_actor(said("dag"), language="en")
    actor.begin(0)
    assert Sends("dag in English") in actor.acts(60)


def test_it_hesitates_looks_away_drops_and_waits() -> None:
    actor = begun(Hesitates(3), LooksAway(10), Waits(4), Drops(20), said("terug", typing=1))
    shown = [actor.acts(at) for at in (0, 3, 13, 17, 37)]
    assert shown == [
        [Is("typing")],
        [Is("here"), Is("hidden")],
        [Is("here")],
        [Is("away")],
        [Is("here")],
    ]


def test_it_waits_for_an_answer_reads_it_and_goes_on() -> None:
    actor = begun(Listens(90), said("fijn", typing=0))
    assert actor.acts(10) == []
    assert actor.next_at == 90
    actor.hear("dag", 12)
    assert actor.next_at == 12 + READS
    assert actor.acts(12 + READS + THINKS) == [Is("typing"), Sends("fijn"), Is("here")]


def test_it_goes_on_without_an_answer_when_its_patience_ends() -> None:
    actor = begun(Listens(90), said("ben je er nog?", typing=0))
    assert Sends("ben je er nog?") in actor.acts(90 + THINKS)


def test_it_lets_the_volunteer_finish_what_is_being_typed() -> None:
    actor = begun(Listens(90), said("ja", typing=0))
    actor.acts(0)
    actor.hear("een", 10)
    actor.watch(11, is_typing=True)
    assert actor.next_at == 90
    actor.watch(30, is_typing=False)
    assert actor.next_at == 30 + READS


def test_a_line_that_crossed_the_visitors_own_answers_nothing() -> None:
    actor = begun(said("eerst", typing=10), Listens(90), said("dan", typing=0))
    actor.acts(THINKS)
    actor.hear("ondertussen", THINKS + 1)
    actor.acts(THINKS + 10)
    assert actor.next_at == THINKS + 10 + 90


def test_a_reaction_is_said_once_and_then_it_listens_again() -> None:
    age = Reaction(Heard(nl=("hoe oud",), en=("how old",)), Text(nl="zeventien", en="seventeen"), typing=0)
    actor = begun(Listens(90), said("verder", typing=0), reactions=(age,))
    actor.acts(0)
    actor.hear("hoe oud ben je?", 10)
    reacted: list[Act] = actor.acts(10 + READS + THINKS)
    assert Sends("zeventien") in reacted
    assert actor.next_at is not None
    assert actor.next_at > 90
    actor.hear("hoe oud, zei je?", 30)
    assert Sends("verder") in actor.acts(30 + READS + THINKS)


def test_a_question_asked_while_the_visitor_types_is_answered_afterwards() -> None:
    age = Reaction(Heard(nl=("hoe oud",), en=("how old",)), Text(nl="zeventien", en="seventeen"), typing=0)
    actor = begun(said("eerst", typing=10), Listens(90), reactions=(age,))
    actor.acts(THINKS)
    actor.hear("hoe oud ben je?", THINKS + 1)
    assert Sends("zeventien") in actor.acts(THINKS + 10 + READS + THINKS)


def test_after_falling_silent_nothing_moves_it() -> None:
    actor = begun(FallsSilent())
    actor.acts(0)
    actor.hear("ben je er nog?", 50)
    assert actor.next_at is None
    assert actor.acts(10_000) == []


def test_whoever_leaves_does_nothing_afterwards() -> None:
    actor = begun(Leaves(), said("te laat"))
    assert actor.acts(0) == [Goes()]
    assert actor.acts(10_000) == []


def test_the_end_of_a_script_is_silence() -> None:
    actor = begun(said("dag", typing=0))
    actor.acts(10)
    assert actor.next_at is None
