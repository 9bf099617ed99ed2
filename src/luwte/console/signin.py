"""Signing in and enrolling, without a window: the console and ``luwte admin`` both walk through here.

Nothing is believed before ``console.trust`` has checked it; the password never leaves this computer.
"""

import asyncio
from dataclasses import dataclass, field, replace
from typing import Final, TypeVar

from luwte.console.link import Link, LinkError
from luwte.console.own_keys import OwnKeys
from luwte.console.trust import TOLERANCE, Trust, TrustError, believe
from luwte.crypto.certificates import Removed, Signed, fingerprint
from luwte.crypto.enrolment import EnrolmentCode, EnrolmentError
from luwte.crypto.keys import random_bytes, same, sha256
from luwte.crypto.passwords import SALT_BYTES, Parameters, SecretsError, sign_in_keys
from luwte.errors import LuwteError
from luwte.protocol.ids import id_text
from luwte.protocol.messages import (
    Draining,
    Enrol,
    Enrolled,
    Return,
    Returned,
    SignedIn,
    SignIn,
    StaffHello,
    StaffMessage,
    StaffRefused,
    ToStaff,
    Welcome,
)
from luwte.protocol.parts import VERSION
from luwte.settings import Profile
from luwte.vault.keychain import Keychain

ANSWER_SECONDS: Final = 30
PASSWORD_LEAST: Final = 12
"""Characters of the shortest password: the device secret guards against guessing at the server, this at the
desk."""

_Answer = TypeVar("_Answer", bound=ToStaff)


class SignInError(LuwteError):
    """Signing in failed, foreseen. Codes: a ``RefusalCode`` of the server, or ``wrong_password`` (this
    computer's own secrets do not open), ``weak_password``, ``bad_code``, ``no_device_secret`` (the keyring
    forgot this computer: a new enrolment code is needed), ``clock``, ``no_helpline``, ``other_helpline``,
    ``draining``."""


@dataclass(frozen=True, slots=True)
class Totp:
    """A second factor that is being set up at enrolment: its secret (base32) and the six figures that confirm
    it."""

    secret: str = field(repr=False)
    figures: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Unlocked:
    """A profile and what its password opens. ``wanted`` are fresh keys that wait to be certified."""

    profile: Profile
    keys: OwnKeys
    wanted: OwnKeys | None
    proof: bytes = field(repr=False)
    wrapping_key: bytes = field(repr=False)

    @property
    def envelopes(self) -> list["OwnKeys"]:
        """All own keys that helpline keys may be wrapped to."""
        return [self.keys] if self.wanted is None else [self.keys, self.wanted]


@dataclass(frozen=True, slots=True)
class Admitted:
    """A sign-in that held. Save ``unlocked.profile``: it may have newer keys or a newer policy version in
    it."""

    unlocked: Unlocked
    trust: Trust
    token: bytes = field(repr=False)
    shift_elsewhere: bool
    wish_pending: bool
    ahead: int
    """Seconds the server's clock is ahead of this computer's."""


async def greet(link: Link, now: int) -> tuple[Welcome, int]:
    """Say hello; return the answer and how far the server's clock is ahead.

    SignInError ``unknown_version`` or ``clock``: with a clock further off, valid certificates would look like
    a lie.
    """
    await link.send(StaffHello(VERSION))
    welcome = await _answer(link, Welcome)
    if welcome.version != VERSION:
        raise SignInError("unknown_version")
    ahead = welcome.now - now
    if abs(ahead) > TOLERANCE:
        raise SignInError("clock")
    return welcome, ahead


async def new_profile(
    password: str,
    keys: OwnKeys,
    keychain: Keychain,
    *,
    server: str,
    helpline: str,
    root: bytes,
    person: str,
    has_own_keys: bool = False,
) -> Unlocked:
    """Make this computer's profile for a person, with a fresh device secret in the keychain; nothing is sent
    or saved.

    ``has_own_keys``: the keys were made on this computer, not drawn from an enrolment code.
    """
    if len(password) < PASSWORD_LEAST:
        raise SignInError("weak_password")
    salt, device, cost = random_bytes(SALT_BYTES), random_bytes(32), Parameters()
    await asyncio.to_thread(keychain.keep, _device(salt), device)
    # The salt stands in for the person, who is not known before the enrolment code was used.
    proof, wrapping_key = await asyncio.to_thread(sign_in_keys, password, salt, device, salt, cost)
    profile = Profile(
        server=server,
        helpline=helpline,
        root=root,
        person=person,
        salt=salt,
        memory_kib=cost.memory_kib,
        passes=cost.passes,
        lanes=cost.lanes,
        secrets=keys.wrapped(wrapping_key),
        has_own_keys=has_own_keys,
    )
    return Unlocked(profile, keys, None, proof, wrapping_key)


async def enrol(
    code_text: str,
    password: str,
    link: Link,
    keychain: Keychain,
    *,
    server: str,
    now: int,
    totp: Totp | None = None,
    former: Profile | None = None,
) -> Admitted:
    """Use an enrolment code on a fresh line and sign in; the root is pinned to the code's fingerprint.

    ``former`` is the profile that this one replaces: what it knew about the same root is kept.
    SignInError ``second_factor``: a coordinator's code; come again with ``totp`` (the code is not used up).
    """
    try:
        code = EnrolmentCode.parse(code_text)
    except EnrolmentError:
        raise SignInError("bad_code") from None
    welcome, _ = await greet(link, now)
    if welcome.helpline is None:
        raise SignInError("no_helpline")
    nobody = id_text(bytes(16))
    keys = OwnKeys(code.staff, code.envelope)
    drawn = await new_profile(
        password, keys, keychain, server=server, helpline=welcome.helpline, root=bytes(32), person=nobody
    )
    try:
        secret = totp.secret if totp else None
        await link.send(Enrol(id_text(code.lookup), code.secret, sha256(drawn.proof), secret))
        person = (await _answer(link, Enrolled)).person
        figures = totp.figures if totp else None
        await link.send(SignIn(person, drawn.proof, figures))
        message = await _answer(link, SignedIn)
        root = _root(message.coordinators, code.root_fingerprint)
        enrolled = replace_profile(drawn, person=person, root=root)
        if former is not None and former.root == root:
            known = {"removals": former.removals, "people": former.people, "policy": former.policy}
            enrolled = replace_profile(enrolled, **known)
        return admit(message, enrolled, now)
    except (LuwteError, asyncio.CancelledError):
        await asyncio.to_thread(keychain.forget, _device(drawn.profile.salt))
        raise


async def unlock(profile: Profile, password: str, keychain: Keychain) -> Unlocked:
    """Open a profile with its password, on this computer alone.

    SignInError ``wrong_password`` or ``no_device_secret``; TrustError ``weak_cost`` if somebody made the
    profile cheap to guess; KeychainError.
    """
    device = await asyncio.to_thread(keychain.fetch, _device(profile.salt))
    if device is None:
        raise SignInError("no_device_secret")
    cost = Parameters(profile.memory_kib, profile.passes, profile.lanes)
    try:
        proof, wrapping_key = await asyncio.to_thread(
            sign_in_keys, password, profile.salt, device, profile.salt, cost
        )
    except SecretsError as error:
        if error.code == "characters":
            raise SignInError("wrong_password") from None
        raise TrustError("weak_cost", "profile") from None
    try:
        keys = OwnKeys.unwrapped(wrapping_key, profile.secrets)
        wanted = OwnKeys.unwrapped(wrapping_key, profile.wish) if profile.wish else None
    except SecretsError:
        raise SignInError("wrong_password") from None
    return Unlocked(profile, keys, wanted, proof, wrapping_key)


async def sign_in(unlocked: Unlocked, figures: str, link: Link, now: int) -> Admitted:
    """Sign in on a fresh line and check everything the answer says.

    SignInError with the server's refusal, TrustError for what the pinned root does not carry.
    """
    return admit(await knock(unlocked, figures, link, now), unlocked, now)


async def knock(unlocked: Unlocked, figures: str, link: Link, now: int) -> SignedIn:
    """Sign in on a fresh line and return the answer, nothing of which is believed before ``admit``."""
    await _greet_own(unlocked, link, now)
    await link.send(SignIn(unlocked.profile.person, unlocked.proof, figures or None))
    return await _answer(link, SignedIn)


async def come_back(unlocked: Unlocked, token: bytes, link: Link, now: int) -> Returned | None:
    """Come back on a fresh line after the old one dropped; None if the server wants a new sign-in."""
    await _greet_own(unlocked, link, now)
    await link.send(Return(token))
    try:
        return await _answer(link, Returned)
    except SignInError as error:
        if error.code in {"sign_in", "not_now", "not_allowed"}:
            return None
        raise


def replace_profile(unlocked: Unlocked, **parts: object) -> Unlocked:
    """Return the same with a changed profile; the caller saves it."""
    fields = {name: getattr(unlocked.profile, name) for name in Profile.__struct_fields__}
    return replace(unlocked, profile=Profile(**{**fields, **parts}))


def remember_removals(unlocked: Unlocked, trust: Trust) -> Unlocked:
    """Return the same with every removal that counts in the profile, so that none can be taken back."""
    removals = tuple(sorted(tuple(removed) for removed in trust.chain.removals))
    return unlocked if removals == unlocked.profile.removals else replace_profile(unlocked, removals=removals)


def settle_keys(unlocked: Unlocked, trust: Trust) -> Unlocked:
    """Return the keys that the own certificate is about: the wanted ones as soon as they were certified.

    TrustError ``wrong_key`` if it is about neither: then somebody else was certified under this person's
    name.
    """
    if unlocked.wanted is not None and unlocked.wanted.belong_to(trust.me):
        settled = replace(unlocked, keys=unlocked.wanted, wanted=None)
        return replace_profile(settled, secrets=unlocked.profile.wish, wish=b"", has_own_keys=True)
    if not unlocked.keys.belong_to(trust.me):
        raise TrustError("wrong_key", "certificate")
    return unlocked


def want_keys(unlocked: Unlocked) -> tuple[Unlocked, StaffMessage]:
    """Return the wish for fresh keys of this console's own making, and what to keep so that they can be
    adopted."""
    wanted = unlocked.wanted or OwnKeys.generate()
    kept = replace(unlocked, wanted=wanted)
    if unlocked.wanted is None:
        kept = replace_profile(kept, wish=wanted.wrapped(unlocked.wrapping_key))
    return kept, unlocked.keys.wish(unlocked.profile.person, wanted)


async def _greet_own(unlocked: Unlocked, link: Link, now: int) -> None:
    welcome, _ = await greet(link, now)
    if welcome.helpline is None:
        raise SignInError("no_helpline")
    if welcome.helpline != unlocked.profile.helpline:
        raise TrustError("wrong_helpline", "certificate")


def admit(message: SignedIn, unlocked: Unlocked, now: int) -> Admitted:
    """Return what a sign-in's answer proves; TrustError for what the pinned root does not carry."""
    profile = unlocked.profile
    trust = believe(
        message,
        root=profile.root,
        helpline=profile.helpline,
        person=profile.person,
        newest_policy=profile.policy,
        envelopes=[keys.envelope for keys in unlocked.envelopes],
        now=now,
        removals=[Removed(*removed) for removed in profile.removals],
    )
    settled = remember_removals(settle_keys(unlocked, trust), trust)
    if trust.signed_policy.version > profile.policy:
        settled = replace_profile(settled, policy=trust.signed_policy.version)
    ahead = message.now - now
    return Admitted(settled, trust, message.token, message.shift_elsewhere, message.wish_pending, ahead)


def _root(coordinators: list[Signed], pinned: bytes) -> bytes:
    """Return the root key that the enrolment code's fingerprint is of; who signed is only told, the chain
    proves it."""
    for signed in coordinators:
        if same(fingerprint(signed.signer), pinned):
            return signed.signer
    raise TrustError("wrong_root", "certificate")


async def _answer(link: Link, kind: type[_Answer]) -> _Answer:
    """Wait for the answer of this kind; a refusal becomes a SignInError, anything else is not meant for us
    yet."""
    try:
        async with asyncio.timeout(ANSWER_SECONDS):
            while True:
                message = await link.receive()
                if isinstance(message, kind):
                    return message
                if isinstance(message, StaffRefused):
                    raise SignInError(message.code)
                if isinstance(message, Draining):
                    raise SignInError("draining")
    except TimeoutError:
        raise LinkError("timeout") from None


def _device(salt: bytes) -> str:
    return f"device-{id_text(salt)}"
