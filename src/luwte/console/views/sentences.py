"""Codes turned into sentences: one sentence and one action for everything that can be refused or go wrong."""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject

from luwte.console.state import Connection, House, Notice, Session, TrustAlarm, WhisperRow
from luwte.console.views.shift_sentences import ShiftSentences
from luwte.console.views.text import one_line
from luwte.console.views.words import clock

OWN_DAYS = 14
"""Days before the end of their own certificate from which on those hear of it whom the root certified: the
kit may be far."""

RENEWED_DAYS = 9
"""The same for everybody else, whom a coordinator's console renews without anybody doing a thing."""

Action = Literal["", "retry", "connect", "people", "undo"]


@dataclass(frozen=True)
class Sentence:
    """One sentence for the notice area, its look, and the one action beside it ("" for none but putting it
    away)."""

    text: str
    look: Literal["call", "warn", "urgent"] = "warn"
    action: Action = ""
    label: str = ""
    stays: bool = False


class Sentences(QObject):
    """Every sentence the console says about what went otherwise than hoped; ``shift`` has those about a
    shift's end."""

    def __init__(self) -> None:
        super().__init__()
        self.shift = ShiftSentences()

    def notice(self, notice: Notice) -> Sentence | None:  # noqa: PLR0911, PLR0912 - one a code
        """Return the sentence of a notice; None where the screen shows it anyway."""
        name = one_line(notice.name) or self.tr("The visitor")
        if notice.what == "certify":
            return self._certify(notice)
        match notice.code:
            case "taken":
                return Sentence(self.tr("A colleague was first. They are in good hands."), "call")
            case "withdrawn":
                return Sentence(
                    self.tr("{0} withdrew their consent. The conversation has been deleted.").format(name),
                    stays=True,
                )
            case "quick_exit":
                return Sentence(self.tr("{0} left by quick exit. Do not write.").format(name), stays=True)
            case "visitor_ended":
                return Sentence(self.tr("{0} ended the conversation.").format(name), "call", stays=True)
            case "window":
                return Sentence(
                    self.tr("{0} did not come back in time. The conversation is closed.").format(name),
                    "call",
                    stays=True,
                )
            case "answer_yes":
                return Sentence(self.tr("{0} said yes.").format(name), "call")
            case "answer_no":
                return Sentence(self.tr("{0} cannot take it now. Ask someone else.").format(name))
            case "answer_lapsed":
                return Sentence(self.tr("Nobody answered your request."))
            case "clock_wrong":
                return Sentence(
                    self.tr(
                        "The server's clock is wrong. Conversations go on, but nothing is erased until "
                        "whoever runs the server sets it right. Tell them."
                    ),
                    stays=True,
                )
            case "clock_right":
                return Sentence(self.tr("The server's clock is right again. Nothing was lost."), "call")
            case "done":
                return self._done(notice)
            case "closing":
                return Sentence(self.tr("Your shift is being closed…"), "call")
            case "kept_in_note":
                return Sentence(
                    self.tr(
                        "The conversation with {0} is over. What you had not sent stands in its note."
                    ).format(name),
                    "call",
                    stays=True,
                )
            case "storage":
                return Sentence(
                    self.tr("The server cannot store anything now. Your text is kept here."),
                    "urgent",
                    "retry",
                    self.tr("Try again"),
                )
            case "request_unverified":
                asker = one_line(notice.name) or self.tr("A colleague")
                return Sentence(
                    self.tr(
                        "A request in the name of {0} could not be verified and was declined. "
                        "Ask them by another way."
                    ).format(asker),
                    "urgent",
                    stays=True,
                )
            case "member_unverified":
                return Sentence(
                    self.tr(
                        "Someone in this conversation could not be verified. Call a coordinator "
                        "before you go on."
                    ),
                    "urgent",
                    stays=True,
                )
            case code:
                said = self._of(notice.what, code) or self.reason(code)
                return Sentence(said, action="retry" if notice.line else "", label=self._retry(notice))

    def reason(self, code: str) -> str:
        """Return why something did not work, as one sentence that blames nobody."""
        return {
            "taken": self.tr("A colleague was first. They are in good hands."),
            "stale_epoch": self.tr("The keys of this conversation changed. Your line goes again by itself."),
            "setup_code": self.tr("This set-up code is unknown or used. Make the helpline anew."),
            "storage": self.tr("The server cannot store anything now. Try again in a moment."),
            "no_device_secret": self.tr(
                "This computer's key store no longer knows you. Ask a coordinator for a new code."
            ),
            "no_helpline": self.tr("There is no helpline at this address yet. Check the address."),
            "other_helpline": self.tr("That is another helpline's server. Check the address."),
            "keyring": self.tr(
                "This computer's key store did not work. Start the computer anew and try again."
            ),
            "keyring_locked": self.tr("This computer's key store is locked. Open it and try again."),
            "keyring_damaged": self.tr(
                "What this computer's key store kept is damaged. Ask a coordinator for a new code."
            ),
            "server_certificate": self.tr(
                "The server's certificate is not valid, so nothing is sent. Tell a coordinator."
            ),
            "at_limit": self.tr(
                "You have as many conversations as you chose. Change your limit to take another."
            ),
            "no_coordinator": self.tr(
                "No coordinator is on shift now. Call the number your helpline gave you."
            ),
            "no_colleague": self.tr("That colleague is no longer on shift."),
            "closed": self.tr("The helpline is closed now."),
            "paused": self.tr("You are on a pause. End it to take someone."),
            "full": self.tr("The helpline is full now."),
            "key_missing": self.tr(
                "A key for this week is missing, so the line is closed. Tell a coordinator."
            ),
            "not_now": self.tr("That is not possible just now."),
            "not_allowed": self.tr("Your role may not do that."),
            "conversation_over": self.tr("That conversation is over."),
            "unknown_conversation": self.tr("That conversation is no longer there."),
            "too_fast": self.tr("That went too fast for the server. It goes on by itself in a moment."),
            "too_long": self.tr("That text is too long for one line. Send it in parts."),
            "bad_text": self.tr(
                "That text holds characters that cannot be sent. It still stands in the box."
            ),
            "no_keys": self.tr("The visitor's browser is not ready yet. Your line waits here."),
            "offline": self.tr("There is no connection. What you write stays here and goes when it is back."),
            "busy": self.tr("The console is behind. Wait a moment and do it again."),
            "no_keyring": self.tr("This computer has no key store that works. Ask a coordinator for help."),
            "draining": self.tr("The server is stopping for a moment. You are reconnected by itself."),
            "certificate": self.tr("Your certificate does not hold any more. Ask a coordinator to renew it."),
            "sign_in": self.tr("That did not work. Check the password, or ask a coordinator for a new code."),
            "second_factor": self.tr(
                "Those six figures are not right, or just expired. Use the newest ones."
            ),
            "enrolment_code": self.tr(
                "This code is unknown, used or older than a day. Ask a coordinator for a new one."
            ),
            "bad_code": self.tr("This is not a whole code. Check that you copied all of it."),
            "weak_password": self.tr("This password is too short. Use at least twelve characters."),
            "shift_elsewhere": self.tr("You have a shift on another computer."),
            "wrong_password": self.tr("That is not the password."),
            "unknown_version": self.tr(
                "This console and the server have different versions. Update the console."
            ),
            "bad_message": self.tr("The server did not understand the console. Update the console."),
            "old_policy": self.tr("The house policy changed meanwhile. Do it again."),
            "unreachable": self.tr("The server does not answer. Check your connection."),
            "timeout": self.tr("The server does not answer. Check your connection."),
            "insecure": self.tr("That address is not secured. It has to begin with https."),
            "clock": self.tr("This computer's clock is wrong. Set it right, then connect again."),
            "whisper_unreadable": self.tr("A colleague's word could not be read. Ask them to say it again."),
            "needs_kit": self.tr("That needs the recovery kit of your helpline."),
            "settings_damaged": self.tr(
                "A file of this console is damaged. Ask a coordinator for a new code."
            ),
            "settings_newer": self.tr("This console is older than its files. Update it."),
            "settings_unreadable": self.tr("The console cannot write to its folder on this computer."),
            "refused": self.tr("The server refused the connection."),
            "keyring_slow": self.tr("This computer's key store does not answer. Nothing is lost; try again."),
            "vault_lost": self.tr(
                "Your notes of before can no longer be opened: their key is gone. They have been destroyed."
            ),
            "vault_damaged": self.tr("The file of your notes was damaged. It has been destroyed."),
            "vault_key": self.tr("The file of your notes does not open with the keys at hand."),
            "vault_disk": self.tr("This computer's disk is full or refuses. Make room, then try again."),
            "vault_busy": self.tr("Another program holds the file of your notes. Close it, then try again."),
            "vault_folder": self.tr("Luwte is already open on this computer. Go on in that window."),
            "restart": self.tr(
                "Luwte was started anew before this line left. Send it again if it still fits."
            ),
            "nobody_on": self.tr("Nobody else is on shift now. Your line was not sent."),
            "note_too_long": self.tr("That note is full. Go on in another one or in the pad."),
            "bad_address": self.tr("That is not an address of a server."),
            "outbox_disk": self.tr(
                "This computer's disk refuses. What you registered waits in memory: keep Luwte open until "
                "your shift has ended."
            ),
            "registration_gone": self.tr("That registration has left already. It counts as it was."),
            "outbox_full": self.tr(
                "There is no room left for registrations on this computer. What you registered waits in "
                "memory: keep Luwte open until your shift has ended."
            ),
        }.get(code, self.tr("That did not work. Nothing was lost; do it again in a moment."))

    def connection(self, connection: Connection) -> str:
        """Return the state of the line to the server in a few words."""
        match connection.state:
            case "connected":
                return self.tr("connected")
            case "connecting":
                return self.tr("connecting…")
            case "reconnecting":
                return self.tr("reconnecting…")
            case "offline":
                return self.tr("no connection")

    def outage(self, connection: Connection) -> str:
        """Return why there is no connection and what becomes of one's text; nothing while connected."""
        if connection.state in {"connected", "connecting"}:
            return ""
        if connection.code in {"certificate", "server_certificate"}:
            return self.tr("The server's certificate is not valid, so nothing is sent. Tell a coordinator.")
        if connection.code in {"clock", "insecure", "unknown_version"}:
            return self.reason(connection.code)
        return self.tr("The connection dropped. Your text stays here and goes when it is back.")

    def house(self, house: House) -> str:
        """Return what the sign on the door says, for the empty queue."""
        match house.state:
            case "open":
                return self.tr("Nobody is waiting. You will hear it.")
            case "closed":
                if house.opens_at is None:
                    return self.tr("The line is closed.")
                return self.tr("The line is closed. It opens at {0}.").format(clock(house.opens_at))
            case "paused":
                return self.tr("The line is paused for new visitors.")
            case "full":
                return self.tr("Nobody can join the queue: it is full.")

    def alarm(self, alarm: TrustAlarm) -> str:
        """Return what is wrong with the server, for people who have never heard of a certificate."""
        if alarm.code in {"wrong_root", "wrong_helpline", "bad_signature"}:
            return self.tr("What it showed was not signed by your helpline.")
        if alarm.code in {"expired", "removed", "older_policy", "not_yet"}:
            return self.tr("What it showed was signed by your helpline once, but holds no longer.")
        if alarm.code in {"ghost", "wrong_role", "wrong_person"}:
            return self.tr("It let someone in whom your helpline does not know.")
        if alarm.code in {"seal", "offer", "wrong_key", "frame", "missing_lines"}:
            return self.tr("The lines of a conversation were changed on their way.")
        return self.tr("What it showed cannot be checked.")

    def session(self, session: Session) -> str:
        """Return why the last step of signing in failed, or nothing."""
        if session.code == "closed":  # the line closed; a closed helpline lets its volunteers in
            return self.reason("unreachable")
        return self.reason(session.code) if session.code else ""

    def own_certificate(self, session: Session) -> Sentence | None:
        """Return what a coordinator has to do about the end of their certificate; None while it is far."""
        if session.stage != "on_shift" or session.role != "coordinator":
            return None
        said = self.certificate(session)
        return Sentence(said, "call", stays=True) if said else None

    def certificate(self, session: Session) -> str:
        """Return when one's own certificate ends and what renews it; nothing while that is far.

        The first one of a new colleague is short: it is near its end from the beginning.
        """
        days = session.certificate_days
        is_coordinator, is_leader = session.role == "coordinator", session.role == "leader"
        if days is None or days > (OWN_DAYS if is_coordinator or is_leader else RENEWED_DAYS):
            return ""
        if is_leader:
            return self.tr(
                "Your access runs for %n more day(s). Ask whoever keeps the recovery kit to run: luwte admin "
                "renew --kit FOLDER.",
                "",
                days,
            )
        if is_coordinator:
            return self.tr(
                "Your own certificate ends in %n day(s). Ask whoever keeps the recovery kit to run: luwte "
                "admin renew --kit FOLDER. After that, run: luwte admin keys --again.",
                "",
                days,
            )
        return self.tr(
            "Your access runs for %n more day(s). As soon as a coordinator is signed in too, it is extended "
            "by itself.",
            "",
            days,
        )

    def whisper(self, row: WhisperRow) -> Sentence:
        """Return that a colleague said something which is out of sight."""
        name = one_line(row.sender_name) or self.tr("A colleague")
        return Sentence(self.tr("{0} sent you a word. F4 shows it at the right.").format(name), "call")

    def language_kept(self) -> Sentence:
        """Return what follows the choice of another language."""
        return Sentence(self.tr("Luwte speaks that language from the next start on."), "call")

    def _done(self, notice: Notice) -> Sentence | None:
        """Return what a carried-out wish comes to, where nothing else on the screen tells it."""
        match notice.what:
            case "end_shift":
                colleague = one_line(notice.name) or self.tr("Your colleague")
                said = self.tr("{0} is off shift now. Their notes can no longer be opened.")
                return Sentence(said.format(colleague), "call", stays=True)
            case "retention":
                return Sentence(self.tr("This conversation is kept longer."), "call")
            case "set_house":
                return Sentence(self.tr("The line is as you set it."), "call")
            case "wish":
                return Sentence(self.tr("Your new keys wait for a coordinator."), "call")
            case _:
                return None

    def _of(self, what: str, code: str) -> str:
        """Return the sentence of a code that means something else about this message; "" if it does not."""
        match what, code:
            case "line", "at_limit":
                return self.tr("This conversation is full. End it; the visitor can begin a new one.")
            case "note" | "whisper", "too_long":
                return self.tr("That is too long. Make it shorter.")
            case "accept", "not_now":
                return self.tr("No new visitors come to you now. Take visitors again, then accept.")
            case "close_shift", "not_now":
                return self.tr("End or hand over your conversations first.")
            case _:
                return ""

    def _certify(self, notice: Notice) -> Sentence:
        """Return why a colleague's wish for fresh keys was not granted, and what to do about it."""
        name = one_line(notice.name) or self.tr("A colleague")
        match notice.code:
            case "needs_kit":
                said = self.tr("Renewing {0} needs the recovery kit of your helpline.")
            case "no_wish":
                said = self.tr("{0} does not ask for new keys any more.")
            case "replaced":
                said = self.tr(
                    "{0} was not renewed: the wish came with a certificate that was replaced. Let them sign "
                    "in and ask again."
                )
            case "expired":
                said = self.tr("The certificate of {0} ended before it was renewed. Give them a new code.")
            case "removed":
                said = self.tr("{0} was not renewed: their access has been ended.")
            case _:
                said = self.tr(
                    "A wish in the name of {0} could not be verified, so nothing was renewed. Ask them by "
                    "another way."
                )
                return Sentence(said.format(name), "urgent", stays=True)
        return Sentence(said.format(name), stays=True)

    def _retry(self, notice: Notice) -> str:
        return self.tr("Try again") if notice.line else ""
