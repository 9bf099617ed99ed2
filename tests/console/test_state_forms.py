"""The open forms, as the vault keeps them: with their conversation until they are sealed, then without."""

from luwte.console.state.forms import Forms
from luwte.console.state.outcome import Outcome
from luwte.console.state.policy_rows import FormRow
from luwte.policy import load
from luwte.protocol.ids import ConversationId, new_id
from luwte.vault.forms import DropForm, Form, KeepForm
from luwte.vault.notes import Kept

ASKED = load("default").registration
MERELS = ConversationId(new_id())
BLOB = b"sealed"


def row(**values: str) -> FormRow:
    return FormRow(new_id(), MERELS, ASKED, 1, "chat", dict(values), "Merel")


def test_R1_of_a_sealed_form_the_vault_keeps_the_blob_and_not_whose_conversation_it_was() -> None:
    forms, out, open_form = Forms(), Outcome(), row(age="12-15")
    forms.keep(open_form, out)
    forms.seal(open_form.form, BLOB, out)
    [before, after] = out.keeps
    assert isinstance(before, KeepForm)
    assert (before.form.form, before.form.conversation) == (open_form.form, MERELS)
    assert after == KeepForm(Form(open_form.form, "", sealed=BLOB))
    assert forms.count == 0


def test_C6_a_withdrawal_takes_open_forms_and_leaves_what_is_nobodys_any_more() -> None:
    forms, out, sealed, half = Forms(), Outcome(), row(age="12-15"), row(age="16-17")
    for each in (sealed, half):
        forms.keep(each, out)
    forms.seal(sealed.form, BLOB, out)
    later = Outcome()
    forms.withdrawn(MERELS, later)
    assert later.keeps == [DropForm(MERELS, half.form)]
    forms.stored(sealed.form, later)
    assert later.keeps[-1] == DropForm("", sealed.form)


def test_a_sealed_form_that_a_vault_held_goes_into_the_outbox() -> None:
    forms, out = Forms(), Outcome()
    name = new_id()
    forms.restore(Kept(forms=(Form(name, "", sealed=BLOB),)), out)
    assert [(each.form, each.blob) for each in out.registrations] == [(name, BLOB)]
    assert forms.count == 0
