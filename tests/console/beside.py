"""What stands beside the conversation, to be looked at: notes, the search in them, the team room."""

from collections.abc import Callable

from luwte.console.app import Console
from luwte.console.state import NoteRow, TeamRow, WhisperRow
from luwte.console.views.aside import DETAILS, NOTES, TEAM
from tests.console import stage

TEXTS = (
    "thuis moeilijk, vader. slaapt slecht.\n20:14 zegt dat vandaag erger was\n"
    "☐ vragen of er iemand op school is die ze vertrouwt\n☑ naar 1712 verwezen\n\nnoemt een zus die het weet",
    "belde gisteren ook. rustig gesprek over school",
    "wil niet dat iemand het weet",
    "",
    "kort gesprek, viel weg na de eerste vraag over school",
)


def rows() -> tuple[NoteRow, ...]:
    """Return an evening's notes: a pad, nine conversations, two of them over."""
    pad = "☐ straks Noor bellen\n☑ dienst begonnen\n20:05 stille avond tot nu toe"
    made = [NoteRow("", "", pad, stage.NOW - 5_000, stage.NOW - 4_000)]
    for at, name in enumerate(stage.NAMES):
        changed = stage.NOW - 3_000 + 200 * at
        text = TEXTS[at % len(TEXTS)]
        made.append(NoteRow(stage.name_of(at + 1), name, text, stage.NOW - 4_000, changed, at in {1, 4}))
    return tuple(made)


def lines() -> tuple[TeamRow, ...]:
    """Return what a team says in an evening, in every state a line can be in."""
    now = stage.NOW
    long = (
        "Top. Ik neem pauze om negen uur, kan iemand de wachtrij even overnemen? Het is drukker dan anders."
    )
    lotte = "Lotte van den Bergh-Vermeulen"
    return (
        TeamRow("l1", "noor", "Noor", False, "Dag iedereen. Ik ben er tot elf uur.", now - 3_000),
        TeamRow("l2", "sam", "Sam", True, long, now - 1_800, "stored"),
        TeamRow("l3", "lotte", lotte, False, "Ja hoor 🙂", now - 1_700),
        TeamRow("l4", "sam", "Sam", True, "Dank je", now - 600, "waiting"),
        TeamRow("l5", "sam", "Sam", True, "Is de lijn van 1712 vanavond bezet?", now - 300, "failed"),
    )


def _core(console: Console) -> stage.StageController:
    assert isinstance(console.controller, stage.StageController)
    return console.controller


def notes(console: Console) -> None:
    """A note beside its conversation, in a drawer where there is no room."""
    stage.one(_core(console))
    _core(console).notes_changed.emit(rows())
    console.desk.show_aside(NOTES)


def notes_empty(console: Console) -> None:
    """Nobody there, nothing written."""
    stage.begin(_core(console))
    console.desk.show_aside(NOTES)


def notes_all(console: Console) -> None:
    """All notes of an evening."""
    stage.busy(_core(console))
    _core(console).conversation_selected.emit(stage.name_of(1), "")
    _core(console).notes_changed.emit(rows())
    console.desk.show_aside(NOTES)
    console.desk.notes.show_all()


def notes_search(console: Console) -> None:
    """What a search found."""
    notes_all(console)
    console.desk.notes.list.finder.setText("school")
    found = tuple(row.conversation for row in rows() if "school" in row.text)
    _core(console).note_search_changed.emit("school", found)


def notes_found(console: Console) -> None:
    """A note that was opened from a search."""
    notes_search(console)
    console.desk.notes.list.chosen.emit(stage.name_of(2))


def notes_nothing(console: Console) -> None:
    """A search that found nothing."""
    notes_all(console)
    console.desk.notes.list.finder.setText("xyz")
    _core(console).note_search_changed.emit("xyz", ())


def notes_unsafe(console: Console) -> None:
    """Notes that cannot be kept, and a full one."""
    notes(console)
    _core(console).session_changed.emit(stage.session(vault_code="disk"))
    console.desk.notes.editor.filled.emit()


def notes_in_memory(console: Console) -> None:
    """No keyring on this computer."""
    notes(console)
    _core(console).session_changed.emit(stage.session(is_share_in_memory=True))


def debrief(console: Console) -> None:
    """Twenty seconds after a conversation."""
    stage.begin(_core(console))
    _core(console).notes_changed.emit(rows())
    console.desk.begin_debrief(stage.name_of(2), "Maan")


def team(console: Console) -> None:
    """The team room."""
    stage.one(_core(console))
    _core(console).team_changed.emit(lines(), 0)
    console.desk.show_aside(TEAM)


def team_empty(console: Console) -> None:
    """Nothing said yet."""
    stage.one(_core(console))
    console.desk.show_aside(TEAM)


def team_alone(console: Console) -> None:
    """Nobody else on shift."""
    stage.one(_core(console))
    _core(console).colleagues_changed.emit(())
    console.desk.show_aside(TEAM)


def unread(console: Console) -> None:
    """New words behind the other tabs, told of where the pane is folded."""
    stage.one(_core(console))
    _core(console).team_changed.emit(lines(), 2)
    word = WhisperRow("noor", "Noor", "sam", stage.name_of(1), "Gaat het?", stage.NOW, is_own=False)
    _core(console).whisper_added.emit(word)


def details(console: Console) -> None:
    """Readers, keeping and words to a colleague."""
    stage.states(_core(console))
    console.desk.show_aside(DETAILS)


BESIDE: tuple[Callable[[Console], None], ...] = (
    notes, notes_empty, notes_all, notes_search, notes_found, notes_nothing, notes_unsafe, notes_in_memory,
    debrief, team, team_empty, team_alone, unread, details,
)  # fmt: skip
