"""A visitor who fell silent: the console offers, a person decides (N3)."""

from luwte.console.state import intentions as wish
from luwte.protocol import messages as say
from tests.console.helpline import Play, PlayedVisitor

HOUR = 3600


def test_n3_silence_is_offered_to_end_and_never_ends_anything_by_itself() -> None:
    noor = Play()
    visitor = noor.talks_with(PlayedVisitor())
    noor.wants(wish.SendLine(visitor.conversation, "ben je er nog?"))
    noor.waits(60)
    [line] = noor.spoken(say.StaffLine)
    noor.hears(say.StaffStored(visitor.conversation, line.id, 2, int(noor.now)))
    noor.forget()
    for _ in range(8):
        noor.waits(HOUR)
    assert noor.state.seat is not None
    row = noor.state.talks.all[visitor.conversation].row(noor.state.seat, noor.now)
    assert row.silence == "end"
    assert noor.said == []
