"""Carries out what the desk and the roster want: stores through the writer, sends once they are durable."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final, Protocol

from luwte.crypto.certificates import Signed
from luwte.crypto.keys import random_bytes
from luwte.protocol.ids import ConversationId, PersonId
from luwte.protocol.messages import Entered, Resumed, ShiftOpened
from luwte.server import effects as want
from luwte.server import tables
from luwte.server.effects import Effect
from luwte.server.rows import ConversationRow, VaultShare
from luwte.server.switchboard import Switchboard
from luwte.server.writer import Post, Statement, Writer

MOST_SHARES: Final = 8
"""Shares kept of a page that reloads again and again without confirming one."""


class Archive(Protocol):
    """What close-out needs to know of the house."""

    def archive_key(self, retention: str) -> Signed | None:
        """Return this week's archive key of a class."""

    def week(self) -> str:
        """Return the present ISO week in the helpline's time zone."""


class Clerk:
    """Knows how each effect is done; decides nothing."""

    def __init__(
        self,
        writer: Writer,
        board: Switchboard,
        archive: Archive,
        fresh: Callable[[int], bytes] = random_bytes,
    ) -> None:
        self._writer = writer
        self._board = board
        self.archive = archive
        self._fresh = fresh
        self._shares: dict[ConversationId, list[bytes]] = {}
        self._vaults: dict[PersonId, VaultShare] = {}
        self._rows: dict[ConversationId, ConversationRow] = {}

    def recall(
        self,
        rows: Sequence[ConversationRow],
        shares: dict[ConversationId, list[bytes]],
        vaults: dict[PersonId, VaultShare],
    ) -> None:
        """Take what the databases hold as the truth, at start and after a failed commit."""
        self._rows = {row.conversation: row for row in rows}
        self._shares = shares
        self._vaults = vaults

    def carry_out(self, wanted: Sequence[Effect], on_failure: Post | None = None) -> None:
        """Have one decision carried out, whole, after everything wanted earlier.

        ``on_failure`` is called instead if its commit, or an earlier one it builds on, fails.
        """
        batch = self._writer.pending
        if on_failure is not None:
            batch.failed.append(on_failure)
        for effect in wanted:
            self._one(effect)
        self.settle()

    def then(self, post: Post) -> None:
        """Have something done after everything wanted so far; ``settle`` or ``carry_out`` sets it going."""
        self._writer.pending.posts.append(post)

    def store(
        self, before: Sequence[Statement], rows: Sequence[Statement], after: Sequence[Statement]
    ) -> None:
        """Have statements of the roster stored: before and after in the keys' file, ``rows`` decide."""
        batch = self._writer.pending
        batch.before += before
        batch.rows += rows
        batch.after += after

    def settle(self) -> None:
        """Submit what is pending; what needs no disk and waits for nobody leaves at once."""
        batch = self._writer.pending
        if self._writer.is_idle and not batch.needs_thread():
            posts, batch.posts, batch.failed = batch.posts, [], []
            for post in posts:
                post()
        elif batch.posts or batch.needs_thread():
            self._writer.submit()

    def _one(self, effect: Effect) -> None:  # noqa: PLR0912, PLR0915 -- one match over all effects
        batch, board = self._writer.pending, self._board
        match effect:
            # A line's own three first: a match asks case by case.
            case want.SendVisitor(visitor, message):
                batch.posts.append(partial(board.to_visitor, visitor, message))
            case want.SendStaff(shift, message):
                batch.posts.append(partial(board.to_shift, shift, message))
            case want.StoreLine(conversation, line):
                batch.rows.append(tables.line(conversation, line))
            case want.SendEveryone(message):
                batch.posts.append(partial(board.to_everyone, message))
            case want.SendColleagues(message):
                batch.posts.append(partial(board.to_answering, message))
            case want.SendEveryVisitor(message):
                batch.posts.append(partial(board.to_every_visitor, message))
            case want.SendVisitorLines(visitor, conversation, after, through):
                batch.posts.append(partial(board.lines_to_visitor, visitor, conversation, after, through))
            case want.SendStaffLines(shift, conversation, after, through):
                batch.posts.append(partial(board.lines_to_shift, shift, conversation, after, through))
            case want.SendEntered(visitor, conversation):
                share = self._fresh_share(conversation)
                entered = Entered(conversation=conversation, share=share)
                batch.posts.append(partial(board.to_visitor, visitor, entered))
            case want.SendResumed():
                batch.posts.append(partial(board.to_visitor, effect.visitor, self._resumed(effect)))
            case want.SendShiftOpened():
                batch.posts.append(partial(board.to_shift, effect.shift, self._shift_opened(effect)))
            case want.StoreConversation(row):
                self._rows[row.conversation] = row
                batch.rows.append(tables.conversation(row))
            case want.StoreWords(conversation, key, words):
                batch.before.append(tables.words(conversation, key, words))
            case want.StoreOffer(conversation, offer):
                batch.before.append(tables.offer(conversation, offer))
                batch.after.append(tables.drop_offers_before(conversation, offer.epoch))
            case want.StoreCopy(copy):
                batch.before.append(tables.copy(copy))
            case want.KeepShare(conversation):
                self._shares[conversation] = self._shares.get(conversation, [])[-1:]
                batch.before += tables.keep_newest_share(conversation)
            case want.CloseOut(conversation, retention):
                self._close_out(conversation, retention)
            case want.Forget(conversation):
                batch.rows.append(tables.forget(conversation))
                self._drop_keys(conversation)
            case want.StoreShift(shift_row):
                batch.rows.append(tables.shift(shift_row))
            case want.DropShift(shift):
                batch.rows.append(tables.drop_shift(shift))
                batch.posts.append(partial(self._unbind, shift))
            case want.DropVault(person):
                self._drop_vault(person)
            case want.StoreRequest(request_row):
                batch.rows.append(tables.request(request_row))
            case want.DropRequest(request):
                batch.rows.append(tables.drop_request(request))
            case want.StorePause(is_paused):
                batch.rows.append(tables.pause(is_paused))
            case want.CutVisitor(visitor):
                batch.posts.append(partial(board.cut_visitor, visitor))
            case want.CutStaff(shift):
                batch.posts.append(partial(board.cut_shift, shift))

    def _close_out(self, conversation: ConversationId, retention: str) -> None:
        row = self._rows[conversation]
        key = self.archive.archive_key(retention)
        if key is None and row.archive is not None:
            key = row.archive.claim
        batch = self._writer.pending
        if key is None:
            # No archive key was ever named to this visitor, so no line was ever agreed on: nothing to keep.
            batch.rows.append(tables.forget(conversation))
        else:
            closing = tables.CloseOut(conversation, row.visitor_key, retention, self.archive.week(), key)
            batch.before.append(closing.seal)
            batch.rows.append(closing.archive)
        self._drop_keys(conversation)

    def _drop_keys(self, conversation: ConversationId) -> None:
        self._shares.pop(conversation, None)
        self._rows.pop(conversation, None)
        self._writer.pending.after += tables.forget_keys(conversation)

    def _fresh_share(self, conversation: ConversationId) -> bytes:
        share = self._fresh(32)
        kept = self._shares.setdefault(conversation, [])
        kept.append(share)
        self._writer.pending.before.append(tables.share(conversation, share))
        if len(kept) > MOST_SHARES:
            # The first is the one the page confirmed; of those it never confirmed the oldest goes.
            self._writer.pending.before.append(tables.drop_share(conversation, kept.pop(1)))
        return share

    def _resumed(self, effect: want.SendResumed) -> Resumed:
        kept = list(self._shares.get(effect.conversation, ()))
        fresh = self._fresh_share(effect.conversation) if effect.is_fresh else None
        return Resumed(
            conversation=effect.conversation,
            stage=effect.stage,
            shares=kept if effect.is_fresh else [],
            fresh=fresh,
            last=effect.last,
            was_away=effect.was_away,
        )

    def _shift_opened(self, effect: want.SendShiftOpened) -> ShiftOpened:
        held = self._vaults.get(effect.person)
        is_kept = held is not None and held.vault == effect.vault
        share = held.share if held is not None and is_kept else self._fresh(32)
        kept = VaultShare(effect.vault, share, effect.until)
        if not is_kept:
            self._drop_vault(effect.person)
        if kept != held:
            self._vaults[effect.person] = kept
            self._writer.pending.before.append(tables.vault_share(effect.person, kept))
        return ShiftOpened(
            shift=effect.shift,
            until=effect.until,
            share=share,
            is_kept=is_kept,
            queue=effect.queue,
            conversations=effect.conversations,
        )

    def _drop_vault(self, person: PersonId) -> None:
        dropped = self._vaults.pop(person, None)
        if dropped is not None:
            self._writer.pending.after.append(tables.drop_vault_share(person, dropped))

    def _unbind(self, shift: str) -> None:
        self._board.shifts.pop(shift, None)
