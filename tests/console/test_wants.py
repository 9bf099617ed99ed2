"""What the screen asks of the core: no secret in it ever shows in a traceback or a log."""

from dataclasses import replace

from luwte.console.signin import Totp
from luwte.console.wants import ConfirmEnrolment, EnrolHere, SignInHere, Tray, Unlock
from tests.console.helpline import admitted
from tests.wire.helpline import box

SECRET = "correct horse battery"


def test_l11_no_password_code_or_figure_shows_when_a_want_is_printed() -> None:
    wants = [
        EnrolHere("https://lijn.example", SECRET, SECRET),
        ConfirmEnrolment(SECRET),
        SignInHere(SECRET, SECRET),
        Unlock(SECRET),
        Totp(SECRET, SECRET),
    ]
    assert SECRET not in repr(wants)


def test_l11_no_proof_key_or_token_shows_when_a_sign_in_is_printed() -> None:
    secret = box("secret").private
    signed_in = admitted()
    unlocked = replace(signed_in.unlocked, proof=secret, wrapping_key=secret)
    shown = repr(replace(signed_in, unlocked=unlocked, token=secret))
    assert repr(secret) not in shown
    assert repr(unlocked.keys.staff.seed) not in shown
    assert repr(unlocked.keys.envelope.private) not in shown


async def test_wants_come_out_in_the_order_they_went_in() -> None:
    tray = Tray()
    for want in (Unlock("een"), Unlock("twee")):
        assert tray.put(want)
    assert [await tray.get(), await tray.get()] == [Unlock("een"), Unlock("twee")]
