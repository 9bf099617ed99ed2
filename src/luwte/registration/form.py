"""Answers to the house's form: checked against it, and small enough to be sealed.

"Not said" is the absence of an answer: a field that nobody touched is not in the answers at all (R2).
"""

import unicodedata
from collections.abc import Mapping
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta, Struct

from luwte.crypto.registrations import MOST_BYTES
from luwte.errors import LuwteError
from luwte.policy import Channel, FormField, Quick, RegistrationForm

Answer = str | int | bool | list[str]
"""str: choice, age band, text · names: themes, choices · bool: yes_no · int: number, age as number."""

Name = Annotated[str, Meta(min_length=1, max_length=32)]
Week = Annotated[str, Meta(pattern=r"^[0-9]{4}-W[0-9]{2}$")]


class FormError(LuwteError):
    """An answer that the form does not allow; ``field`` names it, "" for the whole.

    Codes: ``unknown_field``, ``unknown_option``, ``unknown_channel``, ``wrong_kind``, ``too_many``,
    ``twice``, ``out_of_range``, ``too_long``, ``bad_text``, ``too_large`` (together they do not fit a
    blob).
    """

    def __init__(self, code: str, field: str = "") -> None:
        super().__init__(code)
        self.field = field


class Answers(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One registration. No staff, conversation, nickname, origin or time is in it, only the ISO week.

    ``policy``: the version of the policy whose form was filled in; answers stay valid under it.
    ``quick``: a contact registered in one click, which has no values.
    """

    policy: Annotated[int, Meta(ge=1)]
    week: Week
    channel: Channel = "chat"
    quick: Literal["", "silent", "joke", "abusive", "hang_up"] = ""
    values: dict[Name, str | int | bool | list[Name]] = {}


_reader: Final = msgspec.json.Decoder(Answers)
_writer: Final = msgspec.json.Encoder(order="deterministic")


def check(form: RegistrationForm, untrusted_values: Mapping[str, Answer]) -> dict[str, Answer]:
    """Return the values as the form allows them, text in NFC; FormError for the first that it does not."""
    found: dict[str, Answer] = {}
    for name, value in untrusted_values.items():
        field = form.field(name)
        if field is None:
            raise FormError("unknown_field", name)
        found[name] = _checked(form, field, value)
    return found


def answers(
    form: RegistrationForm,
    version: int,
    week: str,
    channel: Channel,
    untrusted_values: Mapping[str, Answer],
    quick: Literal["", "silent", "joke", "abusive", "hang_up"] | Quick = "",
) -> Answers:
    """Return a registration that can be sealed; FormError.

    A quick one keeps nothing but its kind: values that were begun are left out.
    """
    if channel not in form.channels:
        raise FormError("unknown_channel")
    values = {} if quick else check(form, untrusted_values)
    made = Answers(version, week, channel, quick, values)
    encode(made)
    return made


def encode(made: Answers) -> bytes:
    """Return the bytes to be sealed; FormError ``too_large``."""
    content = _writer.encode(made)
    if len(content) > MOST_BYTES - 1:
        raise FormError("too_large")
    return content


def decode(untrusted_content: bytes) -> Answers:
    """Return what was sealed; FormError ``wrong_kind`` if it is no registration that ``answers`` makes.

    Which form it was is not known any more. But a broken console of a colleague must not count one answer
    twenty times, nor bring signs that cannot be seen into a file for analysis.
    """
    try:
        made = _reader.decode(untrusted_content)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        raise FormError("wrong_kind") from None
    if (made.quick and made.values) or not all(map(_is_clean, made.values.values())):
        raise FormError("wrong_kind")
    return made


def band_of(field: FormField, age: int) -> str:
    """Return the band an age falls in, written ``first-last``; FormError ``out_of_range``."""
    for first, last in field.bands:
        if first <= age <= last:
            return f"{first}-{last}"
    raise FormError("out_of_range", field.name)


def _checked(form: RegistrationForm, field: FormField, value: Answer) -> Answer:  # noqa: PLR0911 - one per kind
    match field.kind:
        case "themes":
            return _names(field, value, {theme.name for theme in form.themes})
        case "choices":
            return _names(field, value, {option.name for option in field.options})
        case "choice":
            return _one_of(field, value, {option.name for option in field.options})
        case "yes_no":
            if not isinstance(value, bool):
                raise FormError("wrong_kind", field.name)
            return value
        case "number":
            return _within(field, value)
        case "age":
            if field.bands:
                return _one_of(field, value, {f"{first}-{last}" for first, last in field.bands})
            return _within(field, value)
        case "text":
            return _text(field, value)


def _names(field: FormField, value: Answer, known: set[str]) -> list[str]:
    if not isinstance(value, list) or not value:
        raise FormError("wrong_kind", field.name)
    if len(value) > field.most:
        raise FormError("too_many", field.name)
    if len(set(value)) != len(value):
        raise FormError("twice", field.name)
    if not set(value) <= known:
        raise FormError("unknown_option", field.name)
    # In one order only: which theme was chosen first is nobody's business.
    return sorted(value)


def _one_of(field: FormField, value: Answer, known: set[str]) -> str:
    if not isinstance(value, str):
        raise FormError("wrong_kind", field.name)
    if value not in known:
        raise FormError("unknown_option", field.name)
    return value


def _within(field: FormField, value: Answer) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise FormError("wrong_kind", field.name)
    if not field.least <= value <= field.most:
        raise FormError("out_of_range", field.name)
    return value


def _text(field: FormField, value: Answer) -> str:
    if not isinstance(value, str):
        raise FormError("wrong_kind", field.name)
    text = unicodedata.normalize("NFC", value.strip())
    if not text or not _is_seen(text):
        raise FormError("bad_text", field.name)
    if len(text) > field.longest:
        raise FormError("too_long", field.name)
    return text


def _is_clean(value: Answer) -> bool:
    """Return whether a value that was sealed can have been an answer to some form."""
    match value:
        case str():
            return bool(value) and _is_seen(value)
        case list():
            return 0 < len(value) == len(set(value)) and all(map(_is_seen, value))
        case int():
            return True


def _is_seen(text: str) -> bool:
    """Return whether nothing in a text is invisible, or turns round what stands beside it."""
    if text.isascii() and text.isprintable():
        return True
    return all(unicodedata.category(sign) not in {"Cc", "Cf", "Cs"} or sign == "\n" for sign in text)
