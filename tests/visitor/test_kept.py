"""C3: what a page keeps over a reload opens with both shares together and with nothing less."""

import pytest

from luwte.crypto.keys import random_bytes
from luwte.protocol.ids import new_id
from luwte.visitor import Kept, KeptState, VisitorError
from luwte.visitor.kept import KeptKeys, Reader, keep, open_kept


def state() -> KeptState:
    keys = KeptKeys([random_bytes(32)], [], [Reader(new_id(), "Noor", "volunteer")], [], [])
    return KeptState(new_id(), random_bytes(32), keys, new_id(), "Zeester", "hallo", "nl", "2026-11-22")


def test_both_shares_open_it() -> None:
    share, kept = random_bytes(32), state()
    assert open_kept(keep(kept, share, "cookie"), [random_bytes(32), share]) == kept


def test_one_share_opens_nothing() -> None:
    kept = keep(state(), random_bytes(32), "cookie")
    for shares in ([], [random_bytes(32)], [kept.share]):
        with pytest.raises(VisitorError, match="no_state"):
            open_kept(kept, shares)


def test_another_conversations_share_opens_nothing() -> None:
    share = random_bytes(32)
    kept = keep(state(), share, "cookie")
    with pytest.raises(VisitorError, match="no_state"):
        open_kept(Kept("cookie", new_id(), kept.share, kept.sealed), [share])


def test_every_keeping_draws_a_fresh_share() -> None:
    share, kept = random_bytes(32), state()
    assert keep(kept, share, "cookie").share != keep(kept, share, "cookie").share


def test_nothing_readable_is_kept() -> None:
    kept = keep(state(), random_bytes(32), "cookie")
    assert b"Zeester" not in kept.sealed
