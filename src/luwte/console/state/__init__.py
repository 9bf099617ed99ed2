"""All the console knows, as plain values; messages and intentions in, changes and messages out. No Qt, no
sockets.

The rows are there at once; the rest, which brings keys and the wire along, when it is asked for first: the
first page shows rows only.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Final

from luwte.console.state.policy_rows import FormRow, PolicyView, ReferralRow, ReplyRow
from luwte.console.state.rows import (
    ColleagueRow,
    Connection,
    ConversationRow,
    Delivery,
    Figures,
    House,
    KeysState,
    LineKind,
    LineRow,
    MemberRow,
    NoteRow,
    Notice,
    Queue,
    QueueMode,
    Receipt,
    RequestRow,
    Search,
    Session,
    ShiftCall,
    StaffRow,
    Stage,
    TeamRow,
    TrustAlarm,
    WaiterRow,
    WhisperRow,
)

if TYPE_CHECKING:
    from luwte.console.state.changes import (
        AlarmRang,
        AlarmSilenced,
        Change,
        ColleaguesChanged,
        ConnectionChanged,
        ConversationAdded,
        ConversationChanged,
        ConversationRemoved,
        ConversationSelected,
        DraftChanged,
        FiguresChanged,
        FormRefused,
        FormsRestored,
        FormWithdrawn,
        HouseChanged,
        LinesChanged,
        NotesChanged,
        NoteSearchChanged,
        NoticeRaised,
        PeopleChanged,
        PolicyAdopted,
        QueueChanged,
        Registered,
        RegistrationTakenBack,
        RequestAdded,
        RequestRemoved,
        SearchChanged,
        SessionChanged,
        ShiftSealed,
        TeamChanged,
        TrustBroken,
        WhisperAdded,
    )
    from luwte.console.state.console import ConsoleState
    from luwte.console.state.intentions import Intention
    from luwte.console.state.outcome import Outcome

__all__ = [
    "AlarmRang",
    "AlarmSilenced",
    "Change",
    "ColleagueRow",
    "ColleaguesChanged",
    "Connection",
    "ConnectionChanged",
    "ConsoleState",
    "ConversationAdded",
    "ConversationChanged",
    "ConversationRemoved",
    "ConversationRow",
    "ConversationSelected",
    "Delivery",
    "DraftChanged",
    "Figures",
    "FiguresChanged",
    "FormRefused",
    "FormRow",
    "FormWithdrawn",
    "FormsRestored",
    "House",
    "HouseChanged",
    "Intention",
    "KeysState",
    "LineKind",
    "LineRow",
    "LinesChanged",
    "MemberRow",
    "NoteRow",
    "NoteSearchChanged",
    "NotesChanged",
    "Notice",
    "NoticeRaised",
    "Outcome",
    "PeopleChanged",
    "PolicyAdopted",
    "PolicyView",
    "Queue",
    "QueueChanged",
    "QueueMode",
    "Receipt",
    "ReferralRow",
    "Registered",
    "RegistrationTakenBack",
    "ReplyRow",
    "RequestAdded",
    "RequestRemoved",
    "RequestRow",
    "Search",
    "SearchChanged",
    "Session",
    "SessionChanged",
    "ShiftCall",
    "ShiftSealed",
    "StaffRow",
    "Stage",
    "TeamChanged",
    "TeamRow",
    "TrustAlarm",
    "TrustBroken",
    "WaiterRow",
    "WhisperAdded",
    "WhisperRow",
]

_LATER: Final = {"ConsoleState": "console", "Intention": "intentions", "Outcome": "outcome"}


def __getattr__(name: str) -> object:
    """Return what was not loaded yet; all that is neither a row nor named above is a change."""
    if name not in __all__:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_LATER.get(name, 'changes')}"), name)
