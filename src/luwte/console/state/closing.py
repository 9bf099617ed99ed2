"""The end of a conversation as this console asked for it: sent after the last line, the same bytes until
accepted."""

from dataclasses import dataclass, field

from luwte.console.state.outcome import Outcome
from luwte.crypto.channel import Channel
from luwte.protocol.ids import ConversationId, LineId, new_id
from luwte.protocol.messages import EndConversation


@dataclass(slots=True)
class Closing:
    """Waits for the lines before it. Its frame compares both sides' chains, so it is made as late as
    possible."""

    is_silent: bool
    id: LineId = field(default_factory=new_id)
    frame: bytes | None = None
    epoch: int = -1
    is_sent: bool = False

    def leave(self, conversation: ConversationId, channel: Channel | None, out: Outcome) -> None:
        """Send the end once per connection; without a frame where there are no keys to make one with."""
        if self.is_sent:
            return
        self.is_sent = True
        if channel is None:
            out.say(EndConversation(conversation, is_silent=self.is_silent))
            return
        if self.epoch != channel.epoch:
            self.frame, self.epoch = channel.seal_end(), channel.epoch
        out.say(EndConversation(conversation, self.id, self.frame, self.is_silent))
