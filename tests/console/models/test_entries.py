"""Days and moments stand where they happened."""

from luwte.console.models.entries import DayMark, Moment, Moments, entries, entry_key
from luwte.console.state import LineRow, MemberRow
from tests.console.stage import NOW, conversation, line, me, name_of

HERE = name_of(1)
DAY = 86_400


def test_a_day_mark_stands_before_the_first_line_of_each_day() -> None:
    lines = [line(HERE, n, "visitor", "a", at=NOW + DAY * (n // 2)) for n in range(4)]
    kinds = [type(entry) for entry in entries(lines, [], is_from_start=True)]
    assert kinds == [DayMark, LineRow, LineRow, DayMark, LineRow, LineRow]


def test_a_moment_stands_after_its_line_and_is_left_out_without_it() -> None:
    lines = [line(HERE, n, "visitor", "a") for n in (1, 2)]
    moments = [
        Moment(1, HERE, "away", "Zeester", NOW, lines[0].id),
        Moment(2, HERE, "back", "Zeester", NOW, "x"),
    ]
    made = entries(lines, moments, is_from_start=True)
    assert [entry_key(entry) for entry in made][1:] == [lines[0].id, "moment 1", lines[1].id]


def test_leaving_returning_and_joining_are_noted_once() -> None:
    moments = Moments()
    noor = MemberRow("noor", "Noor", "volunteer", is_own=False, is_owner=False)
    for row in (
        conversation(1, "Zeester"),
        conversation(1, "Zeester", presence="away"),
        conversation(1, "Zeester", presence="away", unread=1),
        conversation(1, "Zeester", presence="typing"),
        conversation(1, "Zeester", members=(me(), noor)),
        conversation(1, "Zeester", members=(me(),)),
        conversation(1, "Zeester", presence="gone"),
    ):
        moments.observe(row, "", NOW)
    assert [moment.kind for moment in moments.of(HERE)] == ["away", "back", "joined", "left", "gone"]


def test_nothing_is_kept_of_a_conversation_that_is_over() -> None:
    moments = Moments()
    moments.observe(conversation(1, "Zeester"), "", NOW)
    moments.observe(conversation(1, "Zeester", presence="away"), "", NOW)
    moments.forget(HERE)
    assert moments.of(HERE) == []
