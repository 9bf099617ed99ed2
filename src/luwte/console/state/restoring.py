"""After a crash: what the vault held goes back to where it was typed.

Nothing that somebody typed is lost, and nothing is said twice. A line whose id the server knows was sent and
is dropped; every other one stands in its conversation as not sent, in its order, and leaves when the
volunteer says so: what was right to say an hour ago need not be now. It cannot leave before the conversation
has caught up, so a line that did arrive is always recognised. What belongs to a conversation that is over by
now is put behind its note.
"""

from luwte.console.state.changes import DraftChanged
from luwte.console.state.conversation import Conversation
from luwte.console.state.notes import Notes
from luwte.console.state.outcome import Outcome
from luwte.console.state.talks import Talks
from luwte.protocol.ids import ConversationId
from luwte.vault.notes import DropConversation, DropDraft, DropUnsent, Kept, Unsent


def put_back(kept: Kept, talks: Talks, notes: Notes, now: float, out: Outcome) -> None:
    """Put drafts and unsent lines back; the notes themselves are there already."""
    drafts = {draft.conversation: draft.text for draft in kept.drafts}
    unsent: dict[ConversationId, list[Unsent]] = {}
    for line in kept.unsent:
        unsent.setdefault(line.conversation, []).append(line)
    for conversation in {**drafts, **unsent}:
        draft, lines = drafts.get(conversation, ""), unsent.get(conversation, [])
        talk = talks.get(conversation)
        if talk is not None:
            _into_conversation(talk, draft, lines, out)
        elif notes.is_withdrawn(conversation):
            out.keep(DropConversation(conversation))
        else:
            _into_note(conversation, draft, lines, notes, now, out)


def _into_conversation(talk: Conversation, draft: str, lines: list[Unsent], out: Outcome) -> None:
    stored = {line.id for line in talk.lines}
    talk.outbox.put_back([line for line in lines if line.line not in stored])
    # What the vault holds; what of it is not here any more is dropped at the end of this step.
    talk.unsaid.draft = draft
    talk.unsaid.lines |= {line.line for line in lines}
    if draft and talk.draft != draft:
        talk.draft = f"{draft}\n{talk.draft}" if talk.draft else draft
        out.tell(DraftChanged(talk.id, talk.draft))


def _into_note(
    conversation: ConversationId, draft: str, lines: list[Unsent], notes: Notes, now: float, out: Outcome
) -> None:
    """Quote what was not sent behind the note; first there, then gone from where it was."""
    words = [line.text for line in lines] + ([draft] if draft.strip() else [])
    if words:
        quoted = "\n\n".join("\n".join(f"> {row}" for row in text.split("\n")) for text in words)
        notes.append(conversation, quoted, now, out)
        out.notice("kept_in_note", conversation=conversation, name=notes.nickname(conversation))
    if draft:
        out.keep(DropDraft(conversation))
    for line in lines:
        out.keep(DropUnsent(conversation, line.line))
