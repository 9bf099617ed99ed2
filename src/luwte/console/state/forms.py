"""The registration forms that are open: kept in the vault until they are registered or given up (C6, T8).

A form knows which conversation it is about, so that it goes with it when the visitor withdraws and comes back
to it after a crash. Nothing of that is in what is sealed (R1).
"""

from typing import Annotated, Final

import msgspec
from msgspec import Meta, Struct

from luwte.console.state.changes import FormsRestored, FormWithdrawn
from luwte.console.state.outcome import Outcome
from luwte.console.state.policy_rows import FormRow
from luwte.policy import Channel, RegistrationForm
from luwte.protocol.ids import ConversationId, Id
from luwte.registration.form import Answer
from luwte.vault.forms import DropForm, Form, KeepForm
from luwte.vault.notes import Kept


class _Content(Struct, frozen=True):
    """What stands in a form, with the questions it asks: the policy may have changed after a crash."""

    asked: RegistrationForm
    version: Annotated[int, Meta(ge=0)]
    channel: Channel
    values: dict[str, Answer]
    nickname: str = ""
    is_by_hand: bool = False
    is_bare: bool = False


_reader: Final = msgspec.json.Decoder(_Content)
_writer: Final = msgspec.json.Encoder()


class Forms:
    """Every form that is open at this desk, by its name here."""

    def __init__(self) -> None:
        self._open: dict[Id, Form] = {}
        self._sent: dict[Id, Form] = {}
        self._withdrawn: set[ConversationId] = set()

    @property
    def count(self) -> int:
        """How many wait to be registered."""
        return len(self._open)

    def keep(self, row: FormRow, out: Outcome) -> None:
        """A form reads so now. Of a visitor who withdrew nothing is taken (C6)."""
        if row.conversation and row.conversation in self._withdrawn:
            return
        form = Form(row.form, row.conversation, _written(row))
        self._open[row.form] = form
        self._sent.pop(row.form, None)
        out.keep(KeepForm(form))

    def drop(self, form: Id, out: Outcome) -> None:
        """A form was given up."""
        found = self._open.pop(form, None)
        if found is not None:
            out.keep(DropForm(found.conversation, form))

    def seal(self, form: Id, sealed: bytes, out: Outcome) -> None:
        """A form is sent: until it is in the outbox, the sealed blob is all that is kept of it.

        Not even which conversation it was about (R1): it would be lost with a conversation that is dropped.
        """
        self._open.pop(form, None)
        self._sent[form] = kept = Form(form, "", sealed=sealed)
        out.keep(KeepForm(kept))

    def stored(self, form: Id, out: Outcome) -> None:
        """What was sent is in the outbox."""
        found = self._sent.pop(form, None)
        if found is not None:
            out.keep(DropForm(found.conversation, form))

    def withdrawn(self, conversation: ConversationId, out: Outcome) -> None:
        """The visitor withdrew: what was filled in about them goes, the contact may be counted (C6).

        What was sealed before is anonymous, and nobody's any more.
        """
        self._withdrawn.add(conversation)
        for form in [form for form in self._open.values() if form.conversation == conversation]:
            del self._open[form.form]
            out.keep(DropForm(conversation, form.form))
            out.tell(FormWithdrawn(form.form))

    def restore(self, kept: Kept, out: Outcome) -> None:
        """Take over what a vault held: open forms open again, sealed ones go into the outbox."""
        rows = []
        for form in kept.forms:
            if form.form in self._open or form.form in self._sent:
                continue  # newer here than there
            if form.conversation and form.conversation in self._withdrawn:
                out.keep(DropForm(form.conversation, form.form))
            elif form.sealed:
                self._sent[form.form] = form
                out.register(form.form, form.sealed)
            elif (row := _read(form)) is not None:
                self._open[form.form] = form
                rows.append(row)
        if rows:
            out.tell(FormsRestored(tuple(rows)))

    def clear(self) -> None:
        """The shift is over. The vault is destroyed as a whole."""
        self._open.clear()
        self._sent.clear()
        self._withdrawn.clear()


def _written(row: FormRow) -> bytes:
    content = _Content(
        row.asked,
        row.version,
        row.channel,
        _clean(row.values),
        _whole(row.nickname),
        row.is_by_hand,
        row.is_bare,
    )
    return _writer.encode(content)


def _clean(values: dict[str, Answer]) -> dict[str, Answer]:
    """Return answers that can be written: half a character, as typing may leave one, becomes a question
    mark."""
    return {name: _whole(value) if isinstance(value, str) else value for name, value in values.items()}


def _whole(typed: str) -> str:
    return typed.encode("utf-8", "replace").decode("utf-8")


def _read(form: Form) -> FormRow | None:
    """Return a kept form; None for what another version of this program wrote and this one cannot read."""
    try:
        found = _reader.decode(form.content)
    except (msgspec.MsgspecError, UnicodeError):
        return None
    return FormRow(
        form.form,
        form.conversation,
        found.asked,
        found.version,
        found.channel,
        found.values,
        found.nickname,
        found.is_by_hand,
        found.is_bare,
    )
