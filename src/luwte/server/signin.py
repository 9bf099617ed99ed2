"""Sign-in: proofs, second factors, enrolment codes and the tokens that bring a dropped console back (H8).

The server keeps SHA-256 of everything secret here. Unknown person, unknown device and wrong password get the
same answer after the same work; who is tried much is slowed, never locked.
"""

import hmac
from dataclasses import dataclass, field, replace
from typing import Final

import pyotp

from luwte.crypto.keys import random_bytes, same, sha256
from luwte.database import Value
from luwte.errors import LuwteError
from luwte.protocol.ids import PersonId
from luwte.protocol.parts import RefusalCode
from luwte.server.folder import Databases
from luwte.server.writer import Statement

TOKEN_SECONDS: Final = 12 * 3600
CODE_SECONDS: Final = 24 * 3600
_STEP: Final = 30
_NOBODY: Final = bytes(32)
_NO_SECRET: Final = "A" * 32


class RefusedError(LuwteError):
    """What was asked is refused; ``code`` goes to the console as it is."""

    def __init__(self, code: RefusalCode) -> None:
        super().__init__(code)
        self.refusal: RefusalCode = code


@dataclass(frozen=True)
class Account:
    """How somebody signs in. ``last_code``: the time step of the last second-factor code used."""

    person: PersonId
    proof_hash: bytes = field(repr=False)
    totp: str | None = field(repr=False)
    last_code: int = 0


@dataclass(frozen=True)
class Invitation:
    """An enrolment code as the server knows it."""

    lookup: str
    secret_hash: bytes = field(repr=False)
    person: PersonId
    until: int


@dataclass
class Accounts:
    """Every way in, in memory; ``statements`` of a change go into the keys' file."""

    accounts: dict[PersonId, Account] = field(default_factory=dict)
    invitations: dict[str, Invitation] = field(default_factory=dict)
    tokens: dict[bytes, tuple[PersonId, int]] = field(default_factory=dict)

    @classmethod
    def load(cls, databases: Databases) -> "Accounts":
        """Return the accounts as the database holds them."""
        keys, found = databases.keys, cls()
        for person, proof_hash, totp, last_code in keys.rows(
            "SELECT person, proof_hash, totp, last_code FROM sign_ins"
        ):
            secret = str(totp) if totp is not None else None
            found.accounts[str(person)] = Account(str(person), _raw(proof_hash), secret, _whole(last_code))
        for lookup, secret_hash, person, until in keys.rows(
            "SELECT lookup, secret_hash, person, until FROM enrolment_codes"
        ):
            found.invitations[str(lookup)] = Invitation(
                str(lookup), _raw(secret_hash), str(person), _whole(until)
            )
        for token_hash, person, until in keys.rows("SELECT token_hash, person, until FROM sign_in_tokens"):
            found.tokens[_raw(token_hash)] = (str(person), _whole(until))
        return found

    def check(self, person: PersonId, proof: bytes) -> Account:
        """Return the account this proof opens; RefusedError ``sign_in``, the same for all who may not."""
        account = self.accounts.get(person)
        is_right = same(sha256(proof), account.proof_hash if account is not None else _NOBODY)
        if account is None or not is_right:
            raise RefusedError("sign_in")
        return account

    def check_code(self, account: Account, code: str | None, now: int) -> list[Statement]:
        """Use up a second-factor code, where the account has one; RefusedError ``second_factor``.

        One step early or late is fine; a code that was used, or an older one, is not.
        """
        totp = pyotp.TOTP(account.totp or _NO_SECRET)
        steps = range(now // _STEP - 1, now // _STEP + 2)
        expected = [(step, totp.at(step * _STEP)) for step in steps]
        if account.totp is None:
            return []
        used = next(
            (step for step, right in expected if code is not None and hmac.compare_digest(code, right)), None
        )
        if used is None or used <= account.last_code:
            raise RefusedError("second_factor")
        self.accounts[account.person] = replace(account, last_code=used)
        return [Statement("UPDATE sign_ins SET last_code = ? WHERE person = ?", (used, account.person))]

    def invite(self, invitation: Invitation) -> list[Statement]:
        """Keep an enrolment code; an earlier one of the same person ends."""
        for former in [each for each in self.invitations.values() if each.person == invitation.person]:
            del self.invitations[former.lookup]
        self.invitations[invitation.lookup] = invitation
        return [
            Statement("DELETE FROM enrolment_codes WHERE person = ?", (invitation.person,)),
            Statement(
                "INSERT OR REPLACE INTO enrolment_codes VALUES (?, ?, ?, ?)",
                (invitation.lookup, invitation.secret_hash, invitation.person, invitation.until),
            ),
        ]

    def invitation(self, lookup: str, secret: bytes, now: int) -> Invitation:
        """Return the code these derive from, not used up yet; RefusedError ``enrolment_code``."""
        found = self.invitations.get(lookup)
        is_right = same(sha256(secret), found.secret_hash if found is not None else _NOBODY)
        if found is None or not is_right or found.until <= now:
            raise RefusedError("enrolment_code")
        return found

    def enrol(self, person: PersonId, proof_hash: bytes, totp: str | None) -> list[Statement]:
        """Replace somebody's way in; codes and tokens of before are worthless from now on.

        RefusedError ``bad_message`` for a second factor that no code can be made from.
        """
        if totp is not None:
            _check_secret(totp)
        self.accounts[person] = Account(person, proof_hash, totp)
        self.invitations = {name: each for name, each in self.invitations.items() if each.person != person}
        self.tokens = {token: each for token, each in self.tokens.items() if each[0] != person}
        return [
            Statement("DELETE FROM enrolment_codes WHERE person = ?", (person,)),
            Statement("DELETE FROM sign_in_tokens WHERE person = ?", (person,)),
            Statement(
                "INSERT OR REPLACE INTO sign_ins (person, proof_hash, totp) VALUES (?, ?, ?)",
                (person, proof_hash, totp),
            ),
        ]

    def new_token(self, person: PersonId, now: int) -> tuple[bytes, list[Statement]]:
        """Return a fresh token for a console that may drop, kept as its hash."""
        token, until = random_bytes(32), now + TOKEN_SECONDS
        self.tokens[sha256(token)] = (person, until)
        return token, [
            Statement("INSERT INTO sign_in_tokens VALUES (?, ?, ?)", (sha256(token), person, until))
        ]

    def person_of(self, token: bytes, now: int) -> PersonId:
        """Return whose token this is; RefusedError ``sign_in`` for an unknown or expired one."""
        person, until = self.tokens.get(sha256(token), ("", 0))
        if until <= now:
            raise RefusedError("sign_in")
        return person

    def expire(self, now: int) -> list[Statement]:
        """Forget codes and tokens whose time is over."""
        self.invitations = {name: each for name, each in self.invitations.items() if each.until > now}
        self.tokens = {token: each for token, each in self.tokens.items() if each[1] > now}
        return [
            Statement("DELETE FROM enrolment_codes WHERE until <= ?", (now,)),
            Statement("DELETE FROM sign_in_tokens WHERE until <= ?", (now,)),
        ]

    def sign_out(self, person: PersonId) -> list[Statement]:
        """Forget the tokens that bring somebody's dropped console back: from now on they sign in."""
        self.tokens = {token: each for token, each in self.tokens.items() if each[0] != person}
        return [Statement("DELETE FROM sign_in_tokens WHERE person = ?", (person,))]

    def shut_out(self, person: PersonId) -> list[Statement]:
        """Forget somebody's sign-in and tokens; an enrolment code stays their way in."""
        self.accounts.pop(person, None)
        return [Statement("DELETE FROM sign_ins WHERE person = ?", (person,)), *self.sign_out(person)]

    def remove(self, person: PersonId) -> list[Statement]:
        """Forget every way in of somebody."""
        self.invitations = {name: each for name, each in self.invitations.items() if each.person != person}
        return [
            Statement("DELETE FROM enrolment_codes WHERE person = ?", (person,)),
            *self.shut_out(person),
        ]


def _check_secret(totp: str) -> None:
    try:
        pyotp.TOTP(totp).at(0)
    except ValueError as error:
        raise RefusedError("bad_message") from error


def _raw(value: Value) -> bytes:
    if not isinstance(value, bytes):
        raise TypeError("a column of bytes")
    return value


def _whole(value: Value) -> int:
    if not isinstance(value, int):
        raise TypeError("a column of whole numbers")
    return value
