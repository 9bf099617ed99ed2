"""After a crash everything that was typed comes back, and nothing is said twice."""

from dataclasses import dataclass, field, replace
from typing import Literal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec import structs

from luwte.console.state import DraftChanged, NotesChanged, NoticeRaised
from luwte.console.state import intentions as wish
from luwte.protocol import messages as say
from luwte.protocol.ids import new_id
from luwte.protocol.parts import OpenConversation
from luwte.settings import Preferences
from luwte.vault.forms import DropForm, Form, KeepForm
from luwte.vault.notes import (
    PAD,
    Draft,
    DropConversation,
    DropDraft,
    DropNote,
    DropUnsent,
    Keep,
    KeepDraft,
    KeepNote,
    KeepUnsent,
    Kept,
    Note,
    Unsent,
)
from tests.console.helpline import Play, PlayedVisitor
from tests.wire.helpline import NOW


@dataclass
class Shelf:
    """A vault in memory, as far as what it holds goes."""

    notes: dict[str, Note] = field(default_factory=dict)
    drafts: dict[str, Draft] = field(default_factory=dict)
    unsent: dict[tuple[str, str], Unsent] = field(default_factory=dict)
    forms: dict[str, Form] = field(default_factory=dict)

    def take(self, keeps: list[Keep]) -> None:
        for keep in keeps:
            match keep:
                case KeepNote(note):
                    self.notes[note.conversation] = note
                case KeepDraft(draft):
                    self.drafts[draft.conversation] = draft
                case KeepUnsent(unsent):
                    self.unsent[unsent.conversation, unsent.line] = unsent
                case DropDraft(conversation):
                    self.drafts.pop(conversation, None)
                case DropUnsent(conversation, line):
                    self.unsent.pop((conversation, line), None)
                case DropNote(conversation):
                    self.notes.pop(conversation, None)
                case KeepForm(form):
                    self.forms[form.form] = form
                case DropForm(_, form):
                    self.forms.pop(form, None)
                case DropConversation(conversation):
                    self.forms = {
                        name: form for name, form in self.forms.items() if form.conversation != conversation
                    }
                    self.notes.pop(conversation, None)
                    self.drafts.pop(conversation, None)
                    for key in [key for key in self.unsent if key[0] == conversation]:
                        del self.unsent[key]
        keeps.clear()

    @property
    def kept(self) -> Kept:
        unsent = sorted(self.unsent.values(), key=lambda line: line.at)
        return Kept(
            tuple(self.notes.values()), tuple(self.drafts.values()), tuple(unsent), tuple(self.forms.values())
        )


class Evening:
    """A console that may crash, its vault, one visitor, and a server that stores each line once."""

    def __init__(self, *, holds: bool = False) -> None:
        self.preferences = Preferences(take_back_always=holds)
        self.shelf = Shelf()
        self.visitor = PlayedVisitor()
        self.play = Play(preferences=self.preferences)
        self.play.talks_with(self.visitor)
        self._served = 0

    @property
    def here(self) -> str:
        return self.visitor.conversation

    def wants(self, intention: wish.Intention) -> None:
        self.play.wants(intention)

    def serve(self, count: int = 10_000, *, is_acknowledged: bool = True) -> None:
        """Let the server take in what the console said."""
        while self._served < len(self.play.said) and count:
            message = self.play.said[self._served]
            self._served += 1
            if isinstance(message, say.CatchUp):
                self.play.hears(say.Lines(self.here, self.visitor.lines[message.after :]))
            elif isinstance(message, say.StaffLine):
                count -= 1
                stored = next((line for line in self.visitor.lines if line.id == message.id), None)
                if stored is None:
                    now = int(self.play.now)
                    stored = self.visitor.number(message.frame, "staff", now, message.id)
                if is_acknowledged:
                    self.play.hears(say.StaffStored(self.here, stored.id, stored.number, stored.at))

    def breaks(self) -> None:
        """The line breaks and comes back."""
        self.play.drops()
        self._served = len(self.play.said)
        self.play.returns(self.play.opened(self.visitor, with_offer=True))

    def keeps_what_is_there(self) -> None:
        """The vault holds the draft and the lines that the server has not acknowledged, and no more."""
        self.shelf.take(self.play.keeps)
        unsent = {line.id for line in self.play.state.lines(self.here) if not line.number}
        assert {line for _, line in self.shelf.unsent} == unsent
        assert [draft.text for draft in self.shelf.drafts.values()] == ([self.draft] if self.draft else [])

    def crashes(self) -> Kept:
        """The console dies; what is in the vault stays."""
        self.shelf.take(self.play.keeps)
        now = self.play.now + 60
        self.play = Play(preferences=self.preferences)
        self.play.now = now
        self._served = 0
        return self.shelf.kept

    def comes_back(self, *conversations: OpenConversation) -> None:
        """A new console has opened the shift again, under another key."""
        self.play.hears(self.play.shift_opened(*conversations))

    def opened(self) -> OpenConversation:
        """The conversation as the desk tells it: keys for the new console are wanted."""
        return structs.replace(self.play.opened(self.visitor), epoch=len(self.visitor.keys))

    def gives_keys(self) -> None:
        self.visitor.new_epoch()
        self.play.hears(say.KeysArrived(self.here, self.visitor.offer(self.play.shift)))

    def restores(self, kept: Kept) -> None:
        outcome = self.play.state.restore(kept, self.play.now)
        self.play.said += outcome.messages
        self.play.changes += outcome.changes
        self.play.keeps += outcome.keeps

    def lines(self) -> list[tuple[str, str]]:
        return self.play.lines(self.visitor)[1:]

    @property
    def draft(self) -> str:
        return self.play.state.talks.all[self.here].draft

    def said(self) -> list[str]:
        """What the visitor has, of what was sent from here."""
        return [line.text for line in self.play.state.lines(self.here) if line.is_own and line.number]


def after_a_crash(evening: Evening) -> Kept:
    """Let a console with a note, a draft, an unsent and an unacknowledged line crash and come back."""
    evening.wants(wish.WriteNote(evening.here, "belt morgen"))
    evening.wants(wish.WriteNote(PAD, "rustig"))
    evening.wants(wish.SendLine(evening.here, "aangekomen, niet bevestigd"))
    evening.wants(wish.SendLine(evening.here, "niet verzonden"))
    evening.wants(wish.KeepDraft(evening.here, "half"))
    evening.serve(1, is_acknowledged=False)
    return evening.crashes()


def test_t8_notes_are_there_at_once_and_draft_and_lines_in_their_conversation() -> None:
    evening = Evening()
    kept = after_a_crash(evening)
    evening.comes_back(evening.opened())
    evening.restores(kept)
    [change] = evening.play.heard(NotesChanged)
    assert [(row.conversation, row.text, row.is_over) for row in change.rows] == [
        (PAD, "rustig", False),
        (evening.here, "belt morgen", False),
    ]
    assert evening.play.heard(DraftChanged) == [DraftChanged(evening.here, "half")]
    rows = evening.play.state.lines(evening.here)
    assert [(row.text, row.delivery, row.code) for row in rows] == [
        ("aangekomen, niet bevestigd", "failed", "restart"),
        ("niet verzonden", "failed", "restart"),
    ]
    evening.gives_keys()
    evening.serve()
    assert evening.lines() == [
        ("aangekomen, niet bevestigd", "stored"),
        ("niet verzonden", "failed"),
    ], "what had arrived is recognised, the rest waits for a hand"
    evening.wants(wish.Retry(evening.here))
    evening.serve()
    assert evening.said() == ["aangekomen, niet bevestigd", "niet verzonden"]
    evening.shelf.take(evening.play.keeps)
    assert evening.shelf.kept.unsent == ()
    assert evening.shelf.kept.drafts == (Draft(evening.here, "half"),)


def test_a_restored_line_can_be_taken_back_and_is_then_a_draft() -> None:
    evening = Evening()
    evening.wants(wish.SendLine(evening.here, "toch anders"))
    kept = evening.crashes()
    evening.comes_back(evening.opened())
    evening.restores(kept)
    evening.wants(wish.TakeBack(evening.here, kept.unsent[0].line))
    evening.shelf.take(evening.play.keeps)
    assert evening.shelf.kept == Kept(drafts=(Draft(evening.here, "toch anders"),))


@pytest.mark.parametrize("is_early", [True, False])
def test_t8_a_vault_that_opens_before_the_shift_does_waits_for_the_conversations(is_early: bool) -> None:
    evening = Evening()
    kept = after_a_crash(evening)
    if is_early:
        evening.play.drops()
        evening.restores(kept)
        assert evening.play.heard(NotesChanged) != [], "notes are there without a line"
        evening.play.returns(evening.opened())
    else:
        evening.comes_back(evening.opened())
        evening.restores(kept)
    assert evening.draft == "half"
    assert [line.text for line in evening.play.state.lines(evening.here)] == [
        "aangekomen, niet bevestigd",
        "niet verzonden",
    ]


def test_what_belongs_to_a_conversation_that_is_over_stands_quoted_behind_its_note() -> None:
    evening = Evening()
    kept = after_a_crash(evening)
    evening.comes_back()
    evening.restores(kept)
    [pad, row] = evening.play.heard(NotesChanged)[-1].rows
    assert (pad.conversation, row.is_over) == (PAD, True)
    assert row.text == "belt morgen\n\n> aangekomen, niet bevestigd\n\n> niet verzonden\n\n> half"
    told = [change.notice for change in evening.play.heard(NoticeRaised)]
    assert [(notice.code, notice.name) for notice in told] == [("kept_in_note", "Zeester")]
    evening.shelf.take(evening.play.keeps)
    after = evening.shelf.kept
    assert (after.drafts, after.unsent) == ((), ())
    assert evening.shelf.notes[evening.here].text == row.text
    again = evening.crashes()
    evening.comes_back()
    evening.restores(replace(again, drafts=kept.drafts, unsent=kept.unsent))
    assert evening.play.heard(NotesChanged)[-1].rows[1].text == row.text, "not twice, had it crashed between"


def test_unsent_words_of_a_conversation_without_a_note_make_one() -> None:
    evening = Evening()
    evening.wants(wish.KeepDraft(evening.here, "twee\nregels"))
    kept = evening.crashes()
    evening.comes_back()
    evening.restores(kept)
    [row] = evening.play.heard(NotesChanged)[-1].rows
    assert (row.conversation, row.nickname, row.text) == (evening.here, "", "> twee\n> regels")


@pytest.mark.parametrize("moment", ["before", "after"])
def test_c6_of_a_visitor_who_withdrew_meanwhile_nothing_comes_back(
    moment: Literal["before", "after"],
) -> None:
    """The server tells a console that takes over what the one before has not heard."""
    evening = Evening()
    kept = after_a_crash(evening)
    withdrawn = say.Ended(evening.here, "withdrawn")
    if moment == "before":
        evening.play.hears(withdrawn)
    evening.comes_back()
    evening.restores(kept)
    if moment == "after":
        evening.play.hears(withdrawn)
    assert [row.conversation for row in evening.play.heard(NotesChanged)[-1].rows] == [PAD]
    evening.shelf.take(evening.play.keeps)
    assert evening.shelf.kept == Kept(notes=(evening.shelf.notes[PAD],))


def test_what_was_typed_before_the_vault_opened_stays_behind_what_was_there() -> None:
    evening = Evening()
    kept = after_a_crash(evening)
    evening.comes_back(evening.opened())
    evening.wants(wish.WriteNote(PAD, "nieuw"))
    evening.wants(wish.KeepDraft(evening.here, "verder"))
    evening.wants(wish.SendLine(evening.here, "later"))
    evening.wants(wish.KeepDraft(evening.here, "verder"))
    evening.restores(kept)
    assert evening.play.heard(NotesChanged)[-1].rows[0].text == "rustig\nnieuw"
    assert evening.draft == "half\nverder"
    evening.gives_keys()
    evening.serve()
    evening.wants(wish.Retry(evening.here))
    evening.serve()
    assert evening.said() == ["aangekomen, niet bevestigd", "niet verzonden", "later"]
    evening.shelf.take(evening.play.keeps)
    assert evening.shelf.notes[PAD].text == "rustig\nnieuw"
    assert evening.shelf.kept.drafts == (Draft(evening.here, "half\nverder"),)


@pytest.mark.parametrize(("seconds", "text"), [(0.01, "rustig\nnu"), (5.0, "nu")])
def test_keys_pressed_before_the_notes_came_back_take_nothing_away(seconds: float, text: str) -> None:
    """They were on their way when the vault opened; later the hands have seen what they replace."""
    evening = Evening()
    kept = after_a_crash(evening)
    evening.comes_back(evening.opened())
    evening.restores(kept)
    evening.play.now += seconds
    evening.wants(wish.WriteNote(PAD, "nu"))
    assert evening.play.heard(NotesChanged)[-1].rows[0].text == text


def test_into_a_shift_that_is_over_nothing_is_restored() -> None:
    evening = Evening()
    kept = after_a_crash(evening)
    evening.play.hears(say.ShiftClosed("ended"))
    evening.restores(kept)
    assert evening.play.heard(NotesChanged) == []
    assert evening.play.keeps == []


def test_a_note_with_a_foreign_shape_of_before_is_restored_as_it_is() -> None:
    note = Note(new_id(), "Maan", "x" * 30_000, NOW - 90, NOW - 80)
    evening = Evening()
    evening.restores(Kept(notes=(note,)))
    [row] = evening.play.heard(NotesChanged)[-1].rows
    assert (row.text, row.began, row.is_over) == (note.text, NOW - 90, True)
    assert evening.play.keeps == []


# ── whatever happens ────────────────────────────────────────────────────────────────────────────

STEPS = st.lists(
    st.sampled_from(["draft", "send", "send", "serve", "store", "break", "refuse", "take back", "wait"]),
    max_size=14,
)


class Typist:
    """Types numbered words, and remembers what should be where."""

    def __init__(self, evening: Evening) -> None:
        self.evening = evening
        self.sent: list[str] = []
        self.draft = ""
        self._count = 0

    def hurries(self) -> None:
        """Send a line while what was in the box is still in the vault."""
        self._count += 1
        self.sent.append(f"haast {self._count}")
        self.evening.wants(wish.SendLine(self.evening.here, self.sent[-1]))

    def step(self, step: str) -> None:
        evening = self.evening
        self._count += 1
        text = f"regel {self._count}"
        unsent = [line for line in evening.play.state.lines(evening.here) if not line.number]
        match step:
            case "draft":
                evening.wants(wish.KeepDraft(evening.here, text))
                self.draft = text
            case "send":
                evening.wants(wish.SendLine(evening.here, text))
                self.sent.append(text)
                self.draft = ""
            case "serve":
                evening.serve(1)
            case "store":
                evening.serve(1, is_acknowledged=False)
            case "break":
                evening.breaks()
                evening.serve()
            case "wait":
                evening.play.waits(11)
            case "refuse" if unsent and unsent[0].delivery == "waiting" and evening.play.sent():
                line = unsent[0].id
                if all(stored.id != line for stored in evening.visitor.lines):
                    evening.play.hears(say.StaffRefused("not_allowed", "line", evening.here, line))
                    evening._served = len(evening.play.said)
            case "take back":
                taken = next((line for line in unsent if line.delivery in {"held", "failed"}), None)
                if taken is not None:
                    evening.wants(wish.TakeBack(evening.here, taken.id))
                    self.sent.remove(taken.text)
                    self.draft = f"{taken.text}\n{self.draft}" if self.draft else taken.text
            case _:
                pass  # nothing to refuse


Moment = Literal["at once", "with keys", "caught up"]


@settings(max_examples=30, deadline=None)
@given(
    before=STEPS,
    between=STEPS,
    holds=st.booleans(),
    moment=st.sampled_from(["at once", "with keys", "caught up"]),
    is_hurried=st.booleans(),
)
@example(["send", "store"], [], False, "caught up", False)
@example(["send", "store", "draft"], ["send", "store"], False, "at once", False)
@example(["send", "send", "refuse", "take back"], [], False, "with keys", True)
@example(["send", "draft"], ["take back"], True, "at once", True)
def test_nothing_typed_is_lost_and_nothing_is_said_twice_wherever_the_console_crashes(
    before: list[str], between: list[str], holds: bool, moment: Moment, is_hurried: bool
) -> None:
    """``is_hurried``: the volunteer writes before the vault is open."""
    evening = Evening(holds=holds)
    typist = Typist(evening)
    for steps in (before, between):
        for step in steps:
            typist.step(step)
            evening.keeps_what_is_there()
        kept = evening.crashes()
        evening.comes_back(evening.opened())
        if is_hurried and moment != "caught up":
            typist.hurries()
        if moment == "at once":
            evening.restores(kept)
        evening.gives_keys()
        if moment == "with keys":
            evening.restores(kept)
        evening.serve()
        if moment == "caught up":
            evening.restores(kept)
        assert evening.draft == typist.draft
        assert sorted(line.text for line in evening.play.state.lines(evening.here) if line.is_own) == sorted(
            typist.sent
        )
    evening.wants(wish.Retry(evening.here))
    evening.wants(wish.SendNow(evening.here))
    evening.serve()
    assert evening.said() == typist.sent
    assert len({line.id for line in evening.visitor.lines}) == len(evening.visitor.lines)
    evening.shelf.take(evening.play.keeps)
    assert evening.shelf.kept.unsent == ()
    assert [draft.text for draft in evening.shelf.kept.drafts] == ([typist.draft] if typist.draft else [])
