"""Registrations on their way from the hands to the outbox: what is kept of a form, what is sealed, what a
withdrawal takes away."""

from dataclasses import replace

import msgspec
import pytest

from luwte.console.state import FormRefused, FormsRestored, FormWithdrawn, Registered
from luwte.console.state import intentions as wish
from luwte.console.state.policy_rows import FormRow
from luwte.console.trust import HelplineKey
from luwte.protocol import messages as say
from luwte.protocol.ids import new_id
from luwte.registration.sealed.blobs import StatisticsKey, read
from luwte.vault.forms import DropForm, Form, KeepForm
from luwte.vault.notes import DropConversation, Kept
from tests.console.helpline import HouseKey, Play, PlayedVisitor, a_key

STATISTICS = a_key("statistics", "2026")


def play_with(*keys: HouseKey, ended: int | None = None) -> Play:
    """Return a console on shift that holds these keys."""
    play = Play()
    seat = play.state.seat
    assert seat is not None
    for key in keys:
        held = HelplineKey(key.claim, key.digest, key.private, ended)
        seat.trust = replace(seat.trust, keys={**seat.trust.keys, key.claim.key: held})
    return play


def row(play: Play, conversation: str = "", **values: object) -> FormRow:
    seat = play.state.seat
    assert seat is not None
    asked = seat.trust.policy.registration
    assert asked is not None
    return FormRow(new_id(), conversation, asked, 3, "chat", values, "Zeester")  # type: ignore[arg-type]


def registration(form: FormRow, quick: str = "") -> wish.Register:
    return wish.Register(form.form, form.asked, 3, form.channel, quick, form.values)  # type: ignore[arg-type]


def vault(play: Play) -> dict[str, Form]:
    """Return the forms a vault would hold by now."""
    held: dict[str, Form] = {}
    for keep in play.keeps:
        if isinstance(keep, KeepForm):
            held[keep.form.form] = keep.form
        elif isinstance(keep, DropForm):
            held.pop(keep.form, None)
        elif isinstance(keep, DropConversation):
            held = {name: form for name, form in held.items() if form.conversation != keep.conversation}
    return held


def test_R1_what_is_sealed_holds_nothing_of_the_conversation_it_was_about() -> None:
    play = play_with(STATISTICS)
    visitor = play.talks_with(PlayedVisitor())
    form = row(play, visitor.conversation, age="12-15")
    play.wants(wish.KeepForm(form))
    outcome = play.wants(registration(form))
    (sealed,) = outcome.registrations
    assert (sealed.form, len(sealed.blob)) == (form.form, 1_024)
    key = StatisticsKey(STATISTICS.claim, STATISTICS.digest, STATISTICS.private)
    (made,) = read([key], [sealed.blob]).answers
    content = msgspec.json.encode(made)
    assert msgspec.json.decode(content).keys() == {"policy", "week", "values"}
    for told in (visitor.conversation, "Zeester", form.form, play.person.claim.person):
        assert told.encode() not in content
    assert vault(play)[form.form] == Form(form.form, "", b"", sealed.blob)
    play._take(play.state.registered(form.form, play.now, is_on_disk=True))
    assert vault(play) == {}


def test_a_form_is_kept_as_it_stands_and_comes_back_so() -> None:
    play = play_with(STATISTICS)
    form = row(play, new_id(), themes=["partner"], age="12-15")
    play.wants(wish.KeepForm(row(play)))
    play.wants(wish.KeepForm(form))
    play.wants(wish.KeepForm(form := replace(form, values={"age": "16-17\ud800"}, channel="phone")))
    kept = Kept(forms=tuple(vault(play).values()))
    assert play.state.forms.count == 2
    again = play_with(STATISTICS)
    again._take(again.state.restore(kept, again.now))
    (told,) = again.heard(FormsRestored)
    assert told.rows[1] == replace(form, values={"age": "16-17?"})
    assert again.state.forms.count == 2
    again._take(again.state.restore(kept, again.now))
    assert len(again.heard(FormsRestored)) == 1


def test_what_was_sealed_before_a_crash_goes_into_the_outbox_and_opens_no_form() -> None:
    play = play_with(STATISTICS)
    outcome = play.state.restore(Kept(forms=(Form("f", "", b"", b"\x07" * 1_024),)), play.now)
    assert [(each.form, each.blob) for each in outcome.registrations] == [("f", b"\x07" * 1_024)]
    assert play.heard(FormsRestored) == []


def test_what_another_version_wrote_is_left_alone() -> None:
    play = play_with(STATISTICS)
    outcome = play.state.restore(Kept(forms=(Form("f", "", b'{"asked": 3}'),)), play.now)
    assert (outcome.registrations, outcome.changes) == ([], [])


def test_C6_a_withdrawal_takes_the_form_along_and_no_late_key_brings_it_back() -> None:
    play = play_with(STATISTICS)
    visitor = play.talks_with(PlayedVisitor())
    form, other = row(play, visitor.conversation, age="12-15"), row(play, new_id(), age="12-15")
    for each in (form, other):
        play.wants(wish.KeepForm(each))
    play.hears(say.Ended(visitor.conversation, "withdrawn"))
    assert play.heard(FormWithdrawn) == [FormWithdrawn(form.form)]
    play.wants(wish.KeepForm(form))
    assert set(vault(play)) == {other.form}
    play._take(play.state.restore(Kept(forms=(Form(form.form, visitor.conversation, b"x"),)), play.now))
    assert set(vault(play)) == {other.form}


def test_an_emptied_note_leaves_the_form_of_its_conversation_alone() -> None:
    play = play_with(STATISTICS)
    visitor = play.talks_with(PlayedVisitor())
    play.wants(wish.WriteNote(visitor.conversation, "iets"))
    play.hears(say.Ended(visitor.conversation, "visitor"))
    form = row(play, visitor.conversation, age="12-15")
    play.wants(wish.KeepForm(form))
    play.wants(wish.WriteNote(visitor.conversation, ""))
    assert set(vault(play)) == {form.form}


@pytest.mark.parametrize("quick", ["", "joke"])
def test_in_practice_nothing_is_kept_or_sealed(quick: str) -> None:
    play = play_with(STATISTICS)
    play.state.session_is(play.now, is_practice=True)
    form = row(play)
    play.wants(wish.KeepForm(form))
    outcome = play.wants(registration(form, quick))
    assert (play.keeps, outcome.registrations) == ([], [])
    assert play.heard(Registered) == [Registered(form.form)]


def test_without_a_key_for_this_year_nothing_is_noted_and_the_form_stays() -> None:
    play = Play()
    form = row(play)
    play.wants(wish.KeepForm(form))
    play.wants(registration(form))
    assert play.heard(FormRefused) == [FormRefused("key_missing", form=form.form)]
    assert play.state.forms.count == 1


def test_to_a_key_that_somebody_removed_still_holds_nothing_is_sealed() -> None:
    play = play_with(STATISTICS, ended=1)
    play.wants(registration(row(play)))
    assert [told.code for told in play.heard(FormRefused)] == ["key_missing"]


def test_what_the_form_does_not_have_is_refused_by_its_name() -> None:
    play = play_with(STATISTICS)
    form = row(play, themes=["no-such-theme"])
    play.wants(registration(form))
    assert play.heard(FormRefused) == [FormRefused("unknown_option", "themes", form.form)]
