"""The models of the desk, in one hand."""

from dataclasses import dataclass

from luwte.console.models.people import ColleaguesModel, ConversationsModel, QueueModel
from luwte.console.models.transcript import TranscriptModel


@dataclass(frozen=True)
class Models:
    """The lists the views look at; they outlive a change of language."""

    queue: QueueModel
    mine: ConversationsModel
    colleagues: ColleaguesModel
    lines: TranscriptModel
