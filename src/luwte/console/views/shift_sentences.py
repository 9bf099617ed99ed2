"""What is said around the end of a shift: the questions before it, what was destroyed, what was not."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QLocale, QObject

from luwte.console.state import ConversationRow, Receipt, Session
from luwte.console.views.text import one_line
from luwte.console.views.words import clock

HOUR = 3_600
KEYRING_CODES = ("no_keyring", "keyring_locked", "keyring", "keyring_damaged", "keyring_slow")


@dataclass(frozen=True)
class Asked:
    """A question: its title, one sentence, and the verbs on its two buttons."""

    title: str
    sentence: str
    yes: str
    no: str


@dataclass(frozen=True)
class ReceiptLine:
    """A line of the receipt; ``done``: gone, ``later``: goes by itself, ``open``: could not be destroyed."""

    text: str
    state: Literal["done", "later", "open"] = "done"


class ShiftSentences(QObject):
    """Every sentence about a shift's end, in words that promise no more than is true."""

    # ── before the end ──

    def close(self, notes: int) -> Asked:
        """Return the question before a shift ends with nobody talking."""
        return Asked(
            self.tr("End your shift?"),
            self._destroyed_then(notes),
            self.tr("End shift"),
            self.tr("Stay on shift"),
        )

    def quit(self, notes: int) -> Asked:
        """Return the question before the program closes during a shift with nobody talking."""
        return Asked(
            self.tr("End your shift and close Luwte?"),
            self._destroyed_then(notes),
            self.tr("End shift and close"),
            self.tr("Stay on shift"),
        )

    def unregistered(self, forms: int, notes: int, *, is_closing: bool) -> Asked:
        """Return the question before a shift ends with contacts that are not registered yet."""
        lost = self.tr("What is not registered is counted nowhere.")
        return Asked(
            self.tr("%n registration(s) still wait(s) for you", "", forms),
            f"{lost} {self._destroyed_then(notes)}",
            self.tr("End shift and close") if is_closing else self.tr("End shift"),
            self.to_forms(),
        )

    def lost(self, unkept: int) -> Asked:
        """Return the question before the program closes with registrations that are nowhere but in it."""
        return Asked(
            self.tr("%n registration(s) would be lost", "", unkept),
            self.unkept(unkept),
            self.tr("Close all the same"),
            self.tr("Keep Luwte open"),
        )

    def unkept(self, unkept: int) -> str:
        """Return what holds registrations back, and what can be done about it."""
        return self.tr(
            "This computer's disk refuses %n registration(s), and the server could not be reached. Make room "
            "on the disk: Luwte goes on trying as long as it is open.",
            "",
            unkept,
        )

    def forms_too(self, forms: int) -> str:
        """Return that there are registrations to be made too, for the questions about who still talks."""
        return self.tr("%n registration(s) still wait(s) for you too.", "", forms)

    def forms_lost(self, forms: int) -> str:
        """Return what becomes of forms that were not sent when a shift ends by force."""
        return self.tr("%n registration(s) you have not sent is (are) counted nowhere.", "", forms)

    def to_forms(self) -> str:
        """Return the words that lead to what is still to be registered."""
        return self.tr("To the registration")

    def talking(self, rows: Sequence[ConversationRow], *, is_ending: bool, is_connected: bool) -> Asked:
        """Return what is said when a shift is to end while visitors talk; ``yes`` winds down."""
        if not is_connected:
            said = self.tr(
                "There is no connection now: nobody can be handed over or told. Better wait until it is back."
            )
        elif is_ending:
            said = self.tr("You take no new visitors any more. Hand each of them over, or end it with them.")
        else:
            said = self.tr("Hand each of them over, or end it with them. Then your shift can end.")
        return Asked(
            self.tr("%n visitor(s) still talk with you", "", len(rows)),
            said,
            self.tr("No new visitors"),
            self.tr("Keep talking"),
        )

    def insist(self, *, is_closing: bool) -> str:
        """Return the words of the link that ends a shift whoever is talking."""
        return self.tr("End all the same and close…") if is_closing else self.tr("End all the same…")

    def force(self, rows: Sequence[ConversationRow], notes: int, forms: int, *, is_connected: bool) -> Asked:
        """Return the question before a shift ends with visitors talking: what that means."""
        if is_connected:
            for_them = self.tr(
                "%n visitor(s) come to the head of the queue, where a colleague can take over.", "", len(rows)
            )
        else:
            for_them = self.tr(
                "There is no connection: %n visitor(s) see that you are away, and come to the head of "
                "the queue after a while.",
                "",
                len(rows),
            )
        said = [for_them]
        if any(row.unsent for row in rows):
            said.append(self.tr("Lines that were not sent are lost."))
        if forms:
            said.append(self.forms_lost(forms))
        said.append(self._destroyed_then(notes))
        return Asked(
            self.tr("End your shift while people talk with you?"),
            " ".join(said),
            self.tr("End all the same"),
            self.tr("Keep talking"),
        )

    def wipe(self) -> Asked:
        """Return the question before a found shift is destroyed unseen."""
        return Asked(
            self.tr("End that shift and wipe it?"),
            self.tr("Its notes and drafts are destroyed unread. Nobody can bring them back."),
            self.tr("End and wipe"),
            self.tr("Keep it"),
        )

    def unlock_first(self) -> str:
        """Return why the window does not close while it is locked."""
        return self.tr("Unlock first. Then you can end your shift and close Luwte.")

    # ── a shift of before ──

    def found(self, until: float) -> str:
        """Return, before signing in, that a shift waits on this computer."""
        return self.tr("Your shift still runs on this computer, until {0}. Sign in to go on.").format(
            clock(until)
        )

    def resume(self, until: float | None) -> str:
        """Return what lies here of before a crash."""
        if until is None:
            return self.tr(
                "Luwte stopped before your shift was closed. Your notes and drafts are still here."
            )
        return self.tr(
            "Luwte stopped before your shift was closed. It runs until {0}, and your notes and drafts are "
            "still here."
        ).format(clock(until))

    # ── after the end ──

    def sealed(self, session: Session, receipt: Receipt | None) -> str:
        """Return why the shift ended and what became of the notes."""
        match session.sealed_why:
            case "taken_over":
                said = [self.tr("You went on at another computer.")]
            case "removed":
                said = [self.tr("A coordinator ended your access.")]
            case "ended":
                said = [self.tr("A coordinator ended your shift.")]
            case "expired":
                said = [self.tr("Your shift reached its latest end.")]
            case "closed" | "":
                said = []
        has_left = receipt is not None and not {"not_removed", "not_listed"}.isdisjoint(receipt.problems)
        if receipt is None or is_key_gone(receipt):
            said.append(
                self.tr("Nothing opens your notes any more.")
                if has_left
                else self.tr("Your notes no longer exist.")
            )
        elif has_left:
            said.append(self.tr("Your notes could not be destroyed yet."))
        else:
            said.append(self.tr("Your notes were removed here, but their key is not gone yet."))
        if session.sealed_why in {"closed", "", "expired"} and (receipt is None or is_key_gone(receipt)):
            said.append(self.tr("Thank you."))
        return " ".join(said)

    def receipt_title(self, receipt: Receipt) -> str:
        """Return the heading of the receipt."""
        is_whole = not receipt.problems and receipt.is_keyring_cleared and receipt.is_server_told
        said = self.tr("Destroyed at {0}") if is_whole else self.tr("What happened at {0}")
        return said.format(clock(receipt.at))

    def receipt(self, receipt: Receipt, session: Session) -> list[ReceiptLine]:
        """Return what was destroyed, line by line, without content; what could not be, in plain words."""
        lines = []
        if written := self._written(receipt):
            lines.append(ReceiptLine(written, "done" if is_key_gone(receipt) else "later"))
        if receipt.conversations:
            said = self.tr("What this computer could read of %n conversation(s)", "", receipt.conversations)
            lines.append(ReceiptLine(said))
        lines += self._files(receipt)
        if receipt.is_keyring_cleared:
            lines.append(ReceiptLine(self.tr("This computer's half of the key")))
        else:
            lines.append(ReceiptLine(self._keyring(receipt), "open"))
        if receipt.is_server_told:
            lines.append(ReceiptLine(self.tr("The server's half of the key")))
        else:
            lines.append(ReceiptLine(self._server(receipt, session), "later"))
        return lines

    def registrations(self, receipt: Receipt, session: Session) -> list[ReceiptLine]:
        """Return what became of the contacts that were registered: none is lost without a word."""
        lines = []
        if receipt.registered:
            said = self.tr("%n registration(s) was (were) sent, among others", "", receipt.registered)
            lines.append(ReceiptLine(said))
        if receipt.waiting:
            said = self.tr("%n registration(s) wait(s) here until you sign in again", "", receipt.waiting)
            lines.append(ReceiptLine(said, "later"))
        if session.unkept:
            lines.append(ReceiptLine(self.unkept(session.unkept), "open"))
        return lines

    def receipt_note(self, receipt: Receipt, session: Session) -> str:
        """Return what the destroying is worth, honestly; nothing where nothing lay on the disk."""
        if not is_key_gone(receipt):
            until = latest_end(receipt, session)
            return (
                self.tr("Whoever has this computer could open what a disk may have kept. Tell a coordinator.")
                if until is None
                else self.tr(
                    "Until {0}, whoever has this computer could open what a disk may have kept. Tell a "
                    "coordinator."
                ).format(clock(until))
            )
        if not receipt.files and not receipt.problems:
            return ""
        return self.tr(
            "A disk may keep old pieces, whatever is written over them. The key is gone; without it they are "
            "noise."
        )

    def closes_at(self, at: float) -> str:
        """Return when the program closes by itself."""
        return self.tr("Luwte closes by itself at {0}.").format(clock(at))

    # ── small things ──

    def _destroyed_then(self, notes: int) -> str:
        if notes:
            return self.tr(
                "Your %n note(s) and the key of this shift are destroyed. Nobody can bring them back.",
                "",
                notes,
            )
        return self.tr("The key of this shift is destroyed. You can begin another one afterwards.")

    def _written(self, receipt: Receipt) -> str:
        """Return what was written; nothing where nothing was, or nobody knows: a found shift goes unread."""
        parts = []
        if receipt.notes:
            parts.append(self.tr("%n note(s)", "", receipt.notes))
        if receipt.drafts:
            parts.append(self.tr("%n draft(s)", "", receipt.drafts))
        if receipt.unsent:
            parts.append(self.tr("%n unsent line(s)", "", receipt.unsent))
        if receipt.forms:
            parts.append(self.tr("%n open registration(s)", "", receipt.forms))
        if len(parts) < 2:
            return "".join(parts)
        return self.tr("{0} and {1}").format(", ".join(parts[:-1]), parts[-1])

    def _files(self, receipt: Receipt) -> list[ReceiptLine]:
        problems = receipt.problems
        lines = []
        if receipt.files:
            size = QLocale().formattedDataSize(receipt.bytes, 0, QLocale.DataSizeFormat.DataSizeSIFormat)
            said = self.tr("%n file(s)", "", receipt.files) + f" ({size}): "
            if "not_overwritten" in problems:
                said += self.tr("removed, but the disk refused to overwrite")
            else:
                said += self.tr("overwritten and removed")
            lines.append(ReceiptLine(said, "open" if "not_overwritten" in problems else "done"))
        if "not_removed" in problems:
            lines.append(ReceiptLine(self.tr("A file could not be removed. Restart the computer."), "open"))
        if "not_listed" in problems:
            lines.append(ReceiptLine(self.tr("The folder of Luwte could not be read."), "open"))
        known = {"not_overwritten", "not_removed", "not_listed", *KEYRING_CODES}
        if not known.issuperset(problems):
            lines.append(ReceiptLine(self.tr("Something could not be removed from the disk."), "open"))
        return lines

    def _keyring(self, receipt: Receipt) -> str:
        why = {
            "keyring_locked": self.tr("it is locked"),
            "no_keyring": self.tr("it is not there"),
            "keyring_damaged": self.tr("it is damaged"),
        }
        for code in receipt.problems:
            if code in why:
                return self.tr("This computer's half of the key is still in its key store: {0}.").format(
                    why[code]
                )
        return self.tr("This computer's half of the key is still in its key store: it did not answer.")

    def _server(self, receipt: Receipt, session: Session) -> str:
        until = latest_end(receipt, session)
        if until is None:
            return self.tr(
                "The server could not be told yet. It lets its half go when the shift's time is up."
            )
        return self.tr(
            "The server could not be told yet. It lets its half go by itself, at {0} at the latest."
        ).format(clock(until))


def is_key_gone(receipt: Receipt) -> bool:
    """Tell whether one half of the key is gone: then nothing opens what is left of the notes."""
    return receipt.is_keyring_cleared or receipt.is_server_told


def latest_end(receipt: Receipt, session: Session) -> float | None:
    """Return when the shift ends at the server by itself, in unix seconds; None if nobody knows."""
    if session.shift_until is not None:
        return session.shift_until
    return None if receipt.began is None else receipt.began + session.shift_hours * HOUR


def names(rows: Sequence[ConversationRow], nameless: str) -> list[str]:
    """Return the nicknames of conversations as they may be shown."""
    return [one_line(row.nickname) or nameless for row in rows]
