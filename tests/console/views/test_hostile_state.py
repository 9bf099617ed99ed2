"""Hostile names, sealed and signed as they come over the wire, through the state into every widget."""

import pytest
from msgspec import structs
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QListView

from luwte.console.app import Console
from luwte.console.state import Change, LinesChanged, Queue, QueueChanged, WhisperAdded
from luwte.console.state import intentions as wish
from luwte.console.views.text import MARKS, NAME_LIMIT, SENTENCE_LIMIT
from luwte.crypto import frames, sealing
from luwte.crypto.certificates import PersonClaim
from luwte.protocol import messages as say
from luwte.protocol.parts import Colleague, Member
from tests.console import stage
from tests.console.helpline import NOOR, ROBIN, Play, PlayedVisitor, certificate_of
from tests.console.stage import StageController
from tests.wire.helpline import NOW, ROOT, Person

NAMES = {
    "markup": "<b>Noor</b><img src=x:y><h1>groot</h1>",
    "bidi": "\u202e\u2066gnp.exe\u2069\u202c",
    "zalgo": "Z" + "\u0335\u0321\u0324" * 12 + "a" + "\u0348" * 20,
    "tower": "N" + "\u0301" * 1_500,
    "rtl": "\u05e0\u05d5\u05e2\u05d4" * 6,
    "wide": "W" * 24,
}


class Masked(Person):
    """A colleague whose certificate bears a chosen name."""

    @property
    def claim(self) -> PersonClaim:
        """What the certificate says."""
        return structs.replace(super().claim, name=NAMES[self.label][:64])


def show(core: StageController, changes: list[Change]) -> None:
    """Hand the core's changes to the screen, as the controller does."""
    for change in changes:
        if isinstance(change, LinesChanged):
            rows = core.stored.setdefault(change.conversation, [])
            rows[change.start : change.start + change.removed] = change.lines
        core._emit(change)


def visited(play: Play, name: str, monkeypatch: pytest.MonkeyPatch) -> PlayedVisitor:
    """Let somebody wait and be accepted whose browser keeps to no limit."""
    with monkeypatch.context() as browser:
        browser.setattr(sealing, "checked_first_words", lambda words: words)
        browser.setattr(frames, "checked_opening", lambda opening: opening)
        visitor = PlayedVisitor(nickname=name, words=name[:500])
        waiter, opened, opening = visitor.waiter(), play.opened(visitor), visitor.opening()
    play.hears(say.WaiterJoined(waiter))
    show_all(play)
    play.hears(say.Opened(opened, "accepted"))
    play.hears(say.KeysArrived(visitor.conversation, visitor.offer(play.shift)))
    tower = visitor.says("N" + "\u0301" * 3_999)
    play.hears(say.Lines(visitor.conversation, [opening, tower]))
    return visitor


def show_all(play: Play) -> None:
    """See everyone who waits."""
    play.changes += [
        QueueChanged(Queue("all", True, change.queue.waiters, can_accept=True))
        for change in play.heard(QueueChanged)
    ]


def joined_by_a_colleague(play: Play, name: str, visitor: PlayedVisitor) -> None:
    """Let a colleague with that name be on shift, ask, whisper."""
    masked = Masked(name)
    other = Play(masked)
    member = Member(certificate_of(masked), ROBIN.certified_by(ROOT), other.shift.certificate)
    play.hears(say.Colleagues([Colleague(member, "busy")]))
    other.hears(say.Colleagues([Colleague(play.member, "available")]))
    other.wants(wish.WhisperTo(NOOR.claim.person, visitor.conversation, NAMES[name]))
    [whisper] = other.spoken(say.Whisper)
    play.hears(say.Whispered(masked.claim.person, visitor.conversation, whisper.sealed, NOW))
    assert play.heard(WhisperAdded)


def everything_is_plain(console: Console) -> None:
    QApplication.processEvents()
    assert not console.window.grab().isNull()
    for label in console.window.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText
        is_sane(label.text())
        is_sane(label.toolTip())
        said = QAccessible.queryAccessibleInterface(label).text(QAccessible.Text.Name)
        is_sane(said)
    for view in console.window.findChildren(QListView):
        model = view.model()
        for row in range(model.rowCount()):
            said = str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) or "")
            assert len(said) <= 2 * SENTENCE_LIMIT
            is_sane(said)


def is_sane(text: str) -> None:
    """Fail on direction tricks and on towers of marks."""
    assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert "\u0301" * (MARKS + 1) not in text
    assert "\u0348" * (MARKS + 1) not in text


@pytest.mark.parametrize("name", sorted(NAMES))
def test_a_hostile_visitor_is_a_short_plain_name_everywhere(
    console: Console, core: StageController, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    stage.begin(core)
    size = console.window.size()
    least = console.window.minimumSizeHint()
    play = Play(NOOR)
    visitor = visited(play, NAMES[name], monkeypatch)
    show(core, play.changes)
    core.conversation_selected.emit(visitor.conversation, "")
    assert console.models.mine.rowCount() == 1
    everything_is_plain(console)
    assert len(console.desk.pane.header.name.accessibleName()) <= NAME_LIMIT
    assert console.window.size() == size
    assert console.window.minimumSizeHint().width() <= max(least.width(), 1_024)
    for ask in (
        console.desk.asking.ask_end,
        console.desk.asking.ask_hand_over,
        console.desk.asking.ask_danger,
    ):
        ask()
        assert console.desk.dialog is not None
        assert console.desk.dialog.sizeHint().width() < size.width()
        everything_is_plain(console)
        console.desk.dialog.reject()


@pytest.mark.parametrize("name", sorted(NAMES))
def test_a_hostile_colleague_is_a_short_plain_name_everywhere(
    console: Console, core: StageController, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    stage.begin(core)
    size = console.window.size()
    play = Play(NOOR)
    visitor = play.talks_with(PlayedVisitor())
    joined_by_a_colleague(play, name, visitor)
    show(core, play.changes)
    assert console.models.colleagues.rowCount() == 1
    everything_is_plain(console)
    assert console.window.size() == size
    box = console.desk.details.to
    assert len(box.itemText(0)) <= NAME_LIMIT
    assert box.sizeHint().width() < console.desk.details.width()
