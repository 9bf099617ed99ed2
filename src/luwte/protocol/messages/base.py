"""The two kinds of message: strict where a client speaks, open where the server does."""

from msgspec import Struct


class Strict(Struct, frozen=True, forbid_unknown_fields=True, tag_field="type"):
    """What a visitor or a member of staff says: an unknown field is refused."""


class Open(Struct, frozen=True, tag_field="type"):
    """What the server says: an unknown field is ignored, so that a newer server can say more."""
