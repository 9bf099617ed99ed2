"""What can go wrong at the terminal and is foreseen: each code with the one sentence a person reads."""

from types import MappingProxyType
from typing import Final

from luwte.errors import LuwteError
from luwte.policy import PolicyError

SENTENCES: Final = MappingProxyType(
    {
        "no_setup_code": (
            "The setup code file cannot be read. The server writes it to its data folder at its first start."
        ),
        "setup_code": (
            "The server does not take this setup code: it works once, for a day. Start the server anew "
            "for a fresh one."
        ),
        "kit_exists": (
            "The kit folder holds a root key already. Choose an empty folder: a root key is never "
            "overwritten."
        ),
        "kit_unwritable": "The kit folder cannot be written to.",
        "kit_missing": "The kit folder holds no root.key that can be read.",
        "kit_damaged": "The kit's root.key is not what was written: a character is wrong or missing.",
        "kit_other": "This recovery kit belongs to another helpline.",
        "kit_needed": "Only the root signs coordinators and leaders: say with --kit where the kit is.",
        "profile_exists": (
            "Somebody is enrolled in this profile folder already. Choose another with --profile."
        ),
        "no_profile": (
            "Nobody is enrolled in this profile folder. Enrol first, or say which one with --profile."
        ),
        "helpline_exists": "This server has a helpline already. Ask its coordinator for an enrolment code.",
        "no_helpline": "This server has no helpline yet. Make one with: luwte admin create",
        "no_password": "No password was given: it comes from the terminal or from --password-fd.",
        "no_code": "No code was given: it comes from the terminal or from --code-fd.",
        "bad_descriptor": "That file descriptor cannot be read.",
        "short_password": "The password is shorter than 12 characters.",
        "other_password": "The two passwords differ.",
        "wrong_code": "That is not the code that belongs to the picture just shown.",
        "bad_name": "A display name has 1 to 24 visible characters.",
        "no_such_person": "Nobody with that name or id is on the staff.",
        "two_of_a_name": (
            "Several people have that name. Say which by the id that `luwte admin people` shows."
        ),
        "not_self": "You cannot remove yourself. Another coordinator can.",
        "not_coordinator": "Only a coordinator can do this, and this profile is not a coordinator's.",
        "older_policy": "The server has a newer policy than this computer ever saw from its coordinators.",
        "policy_unread": "The helpline's policy in force cannot be read by this version of Luwte.",
        "file_exists": "The file for the enrolment code exists already. Choose another name.",
        "file_unwritable": "The file for the enrolment code cannot be written.",
        "wrong_server": "The server did not answer as a Luwte server does.",
        "answer_lost": (
            "The server's answer was lost, so the helpline may exist or not. Nothing was deleted: keep the "
            "kit and this profile. Try: luwte admin people. Only if the server then says that it has no "
            "helpline, begin again with an empty kit folder and profile folder."
        ),
        "not_shown": (
            "The server says it is done, but it still shows this person as one of the staff: do not trust "
            "it, and tell your organisation. This computer keeps the removal."
        ),
        "replaced": "That wish for new keys was made with a certificate that was replaced: it is refused.",
        "too_late": "The server did not answer in time.",
        "sign_in": "The server does not know this person, password and computer together.",
        "second_factor": "The code from the authenticator app is wrong or missing.",
        "unreachable": "The server cannot be reached. Check its address and that it is running.",
        "timeout": "The server did not answer in time.",
        "closed": "The server closed the line.",
        "bad_address": (
            "That is not a server's address: https://… , or http://127.0.0.1:… on this computer."
        ),
        "insecure": "Plain http is for this computer only: use https.",
        "refused": "There is no Luwte server at that address.",
        "no_keyring": "This computer has no keyring that can keep the device secret safe.",
        "keyring_locked": "The computer's keyring is locked. Unlock it and try again.",
        "removed": "This person was removed from the staff.",
        "expired": (
            "This certificate has ended. A coordinator can renew it: luwte admin renew --kit, for a "
            "coordinator."
        ),
        "wrong_root": (
            "The server shows another root key than this helpline's: stop, and tell your organisation."
        ),
        "other_server": "This profile is of another server than the one that was named.",
        "may_not_count": "The house policy does not let your role see the figures.",
        "may_not_export": "The house policy does not let your role take registrations along one by one.",
        "report_disk": "The folder for the report cannot be written.",
        "no_figures": "There are no released figures of that year.",
        "offline": "The server did not answer in time.",
        "storage": "The server's disk refused: nothing was stored.",
        "draining": "The server is stopping. Try again in a moment.",
        "too_fast": "The server asks to slow down. Try again in a minute.",
        "wrong_password": "The password does not open this profile.",
        "weak_password": "The password is shorter than 12 characters.",
        "no_device_secret": (
            "The keyring of this computer no longer knows it: a new enrolment code is needed."
        ),
        "clock": "The clocks of this computer and the server differ by more than ten minutes.",
        "other_helpline": "This server is another helpline's.",
        "wrong_helpline": "This server is another helpline's.",
        "unknown_version": "The server speaks another version: update Luwte here or there.",
        "weak_cost": "Somebody changed this profile so that its password can be guessed: do not use it.",
        "certificate": "The server's TLS certificate does not hold for its address.",
        "bad_message": "The server said something this version of Luwte does not understand.",
        "not_allowed": "The server does not let this person do that.",
        "not_now": "The server does not do that now.",
        "settings_damaged": "The profile is not what was written; it was left as it is.",
        "settings_newer": "The profile is of a newer version of Luwte.",
        "settings_unreadable": "The profile's folder cannot be read or written.",
        "keyring": "The computer's keyring failed.",
        "needs_kit": "A coordinator or leader is renewed with the recovery kit: --kit FOLDER.",
        "bad_signature": "A wish for new keys was not signed by the person it names: refuse it.",
        "key_missing": "The private keys to pass on are not wrapped to you.",
    }
)


class AdminError(LuwteError):
    """A foreseen error at the terminal; ``sentence`` is what the person reads. It never holds a secret."""

    def __init__(self, code: str, sentence: str | None = None) -> None:
        super().__init__(code)
        self.sentence = sentence or SENTENCES.get(code) or f"This did not work ({code})."


def told(error: LuwteError) -> AdminError:
    """Return any foreseen error as one with a sentence for the terminal."""
    if isinstance(error, AdminError):
        return error
    if isinstance(error, PolicyError):
        return AdminError(error.code, str(error))
    sentence = getattr(error, "sentence", None)
    return AdminError(error.code, sentence if isinstance(sentence, str) else None)
