"""Invented state values for looking at the console and testing its views; no server, no crypto."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from luwte.console.app import Console
from luwte.console.controller import Controller
from luwte.console.spelling import Engine
from luwte.console.state import (
    ColleagueRow,
    Connection,
    ConversationRow,
    House,
    LineRow,
    LinesChanged,
    MemberRow,
    Queue,
    RequestRow,
    Session,
    WaiterRow,
    WhisperRow,
)
from luwte.console.state.policy_view import view_of
from luwte.policy import load
from luwte.settings import Preferences
from luwte.vault.keychain import MemoryKeychain

NOW = 1_795_000_000.0
"""The evening of all invented conversations."""

WIDE_NAME = "漢" * 24
NAMES = ("Zeester", "Maan", WIDE_NAME, "Kiezel 7", "Vuurtoren", "Wim", "blauwe vogel", "Meeuw", "W" * 24)

TALK = (
    ("visitor", "hallo"),
    ("visitor", "is er iemand"),
    ("staff", "Welkom, Zeester. Fijn dat je schrijft. Waarover wil je praten?"),
    ("visitor", "ik weet niet zo goed waar ik moet beginnen"),
    ("staff", "Dat geeft niet. Begin gerust in het midden."),
    (
        "visitor",
        "thuis is het al een tijdje moeilijk. mijn vader zegt dingen die ik niet kan vergeten, en op school "
        "merkt niemand iets. ik doe alsof alles goed gaat maar ik slaap bijna niet meer",
    ),
    (
        "staff",
        "Dat klinkt zwaar, en je draagt het al lang alleen. Wat maakt dat je er vanavond over schrijft?",
    ),
    ("visitor", "vandaag was het erger 😔"),
)


class StageController(Controller):
    """The real controller without its core running: it shows what it is given and remembers lines only."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, MemoryKeychain)
        self.stored: dict[str, list[LineRow]] = {}

    def lines(self, conversation: str, first: int = 0, count: int | None = None) -> tuple[LineRow, ...]:
        """Return invented lines."""
        rows = self.stored.get(conversation, [])
        return tuple(rows[first:] if count is None else rows[first : first + count])

    def line_count(self, conversation: str) -> int:
        """Return how many there are."""
        return len(self.stored.get(conversation, []))

    def add_lines(self, conversation: str, lines: list[LineRow]) -> None:
        """Let lines arrive at the end."""
        start = self.line_count(conversation)
        self.stored.setdefault(conversation, []).extend(lines)
        self.lines_changed.emit(LinesChanged(conversation, start, 0, tuple(lines)))


def name_of(number: int) -> str:
    """Return an invented identifier."""
    return f"c{number:021d}"[:22]


def line(
    conversation: str,
    number: int,
    sender: str,
    text: str,
    *,
    at: float = NOW,
    delivery: str = "",
    **more: object,
) -> LineRow:
    """Return an invented line."""
    is_own = sender == "staff"
    return LineRow(
        conversation=conversation,
        id=f"{conversation}-{number}",
        number=number,
        sender="staff" if sender != "visitor" else "visitor",
        by="" if sender == "visitor" else sender,
        name="" if sender == "visitor" else ("Sam" if is_own else sender),
        is_own=is_own,
        kind=more.get("kind", "text"),  # type: ignore[arg-type]
        text=text,
        at=at,
        delivery=delivery or ("seen" if is_own else "received"),  # type: ignore[arg-type]
        held_until=more.get("held_until"),  # type: ignore[arg-type]
    )


def talk(conversation: str) -> list[LineRow]:
    """Return an invented conversation."""
    made = [
        line(conversation, 1, "visitor", "hoi, kan ik hier anoniem praten?", at=NOW - 760, kind="opening"),
    ]
    for place, (sender, text) in enumerate(TALK):
        made.append(line(conversation, place + 2, sender, text, at=NOW - 700 + 60 * place))
    return made


def long_talk(conversation: str, count: int) -> list[LineRow]:
    """Return a conversation of many lines."""
    made = []
    for number in range(1, count + 1):
        sender, text = TALK[number % len(TALK)]
        made.append(line(conversation, number, sender, f"{text} ({number})", at=NOW - count + number))
    return made


def me(*, is_owner: bool = True) -> MemberRow:
    """Return the volunteer as a member."""
    return MemberRow("sam", "Sam", "volunteer", is_own=True, is_owner=is_owner)


def conversation(number: int, nickname: str, **more: object) -> ConversationRow:
    """Return an invented conversation."""
    given: dict[str, object] = {
        "since": NOW - 720,
        "last_line": "vandaag was het erger",
        "last_at": NOW - 60,
        "keys": "ready",
        "members": (me(),),
        **more,
    }
    return ConversationRow(name_of(number), nickname, "nl", **given)  # type: ignore[arg-type]


def session(**more: object) -> Session:
    """Return a session on shift."""
    given: dict[str, object] = {
        "stage": "on_shift",
        "server": "https://chat.voorbeeld.nl",
        "helpline_name": "Lumi",
        "person": "sam",
        "name": "Sam",
        "shift_until": NOW + 3 * 3600,
        "limit": 4,
        **more,
    }
    return Session(**given)  # type: ignore[arg-type]


COLLEAGUES = (
    ColleagueRow("noor", "Noor", "coordinator", "available"),
    ColleagueRow("imran", "Imran", "volunteer", "busy"),
    ColleagueRow("lotte", "Lotte van den Bergh-Vermeulen", "volunteer", "paused"),
)
LUMI = view_of(load("lumi"), 1, "volunteer")
POLICY = replace(LUMI, retention_classes=("standard", "violence"))


def begin(controller: Controller) -> None:
    """Be on shift with nobody waiting."""
    controller.connection_changed.emit(Connection("connected"))
    controller.policy_adopted.emit(POLICY)
    controller.session_changed.emit(session())
    controller.house_changed.emit(House("open"))
    controller.queue_changed.emit(Queue("someone", someone_waits=False, can_accept=True))
    controller.colleagues_changed.emit(COLLEAGUES)


def one(controller: StageController) -> None:
    """Be in one conversation while somebody waits."""
    begin(controller)
    row = conversation(1, "Zeester", presence="typing")
    controller.stored[row.conversation] = talk(row.conversation)
    controller.conversation_added.emit(row, "accepted")
    controller.conversation_selected.emit(row.conversation, "")
    controller.queue_changed.emit(Queue("someone", someone_waits=True, can_accept=True))


def busy(controller: StageController) -> None:
    """Be in nine conversations, in every state a conversation can be in."""
    begin(controller)
    states: tuple[dict[str, object], ...] = (
        {"presence": "here"},
        {"presence": "away", "away_until": NOW + 130, "presence_since": NOW - 170},
        {"unread": 3},
        {"silent_since": NOW - 400, "silence": "nudge"},
        {"unread": 128, "presence": "typing"},
        {"presence": "gone"},
        {"unsent": 2},
        {"presence": "hidden"},
        {"keys": "waiting", "last_line": ""},
    )
    for number, (name, state) in enumerate(zip(NAMES, states, strict=True), start=1):
        row = conversation(number, name, **state)
        controller.stored[row.conversation] = talk(row.conversation)
        controller.conversation_added.emit(row, "accepted")
    waiters = tuple(
        WaiterRow(name_of(50 + n), nickname, words, "nl", NOW - 60 * n, n != 2, n != 1)
        for n, (nickname, words) in enumerate(
            (
                ("Duif", "ik zit ergens mee en ik weet niet of dit de goede plek is"),
                ("", ""),
                ("Egel", "hallo"),
            )
        )
    )
    controller.queue_changed.emit(Queue("all", True, waiters, can_accept=True))


def states(controller: StageController) -> None:
    """Show every kind of line, with a colleague along and words among colleagues."""
    begin(controller)
    members = (me(), MemberRow("noor", "Noor", "coordinator", is_own=False, is_owner=False))
    row = conversation(1, "Zeester", members=(me(),), silent_since=NOW - 420, silence="nudge")
    lines = talk(row.conversation)
    controller.stored[row.conversation] = lines
    controller.conversation_added.emit(row, "accepted")
    controller.conversation_selected.emit(row.conversation, "")
    controller.conversation_changed.emit(
        conversation(1, "Zeester", members=members, silent_since=NOW - 420, silence="nudge", unsent=1)
    )
    here = row.conversation
    controller.add_lines(
        here,
        [
            line(here, 20, "Noor", "Hoi Zeester, ik ben Noor. Ik lees even mee.", at=NOW - 50),
            line(here, 21, "visitor", "", at=NOW - 45, kind="unverified"),
            line(here, 22, "staff", "Deze regel staat bij de server.", at=NOW - 40, delivery="stored"),
            line(here, 23, "staff", "Deze is onderweg.", at=NOW - 30, delivery="waiting"),
            line(here, 24, "staff", "Deze kwam niet weg.", at=NOW - 20, delivery="failed"),
            line(here, 0, "staff", "Deze kan nog terug.", at=NOW, delivery="held", held_until=NOW + 8),
        ],
    )
    controller.whisper_added.emit(
        WhisperRow("noor", "Noor", "sam", here, "Je doet het goed.", NOW - 55, is_own=False)
    )
    controller.whisper_added.emit(
        WhisperRow("sam", "Sam", "noor", here, "Dank je. Lees je mee?", NOW - 52, is_own=True)
    )
    controller.request_added.emit(
        RequestRow("r1", "hand_over", name_of(9), "imran", "Imran", "Gaat over school, rustig gesprek.", NOW)
    )


def make(folder: Path, preferences: Preferences, spelling: Callable[[], Engine] | None = None) -> Console:
    """Return a console over the stage controller, at the invented evening."""
    return Console(
        StageController(folder), preferences, lambda _kept: None, now=lambda: NOW, spelling=spelling
    )


def stages() -> Iterator[str]:
    """Return the names of what can be looked at."""
    yield from ("empty", "one", "busy", "states")
