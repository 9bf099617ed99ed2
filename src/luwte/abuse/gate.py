"""How much one origin and one connection may: admit, slow or refuse. Token buckets, time is an argument.

Limits are wide, because a school, a library or a mobile provider looks like one origin.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, Literal, TypeVar

from luwte.abuse.origin import Tag

Deed = Literal["knock", "enter", "sign_in", "look"]
"""What an origin does: open a socket, join the queue, try to sign in (or a code), fetch a page."""


@dataclass(frozen=True)
class Rate:
    """``burst`` at once, then ``per_second``."""

    burst: float
    per_second: float


@dataclass(frozen=True)
class Limits:
    """Every limit of the door in one place; a load test gives wider ones."""

    connections: int = 20_000
    connections_per_origin: int = 200
    half_open_per_peer: int = 128
    knock: Rate = Rate(200, 5)
    enter: Rate = Rate(40, 0.2)
    queue_share: float = 1.0
    """How many places in the queue one origin may hold, for each place that is still free.

    At 1, a school alone fills half the queue and one more origin half of the rest: however many places a few
    origins take, somebody from elsewhere still finds one.
    """
    sign_in: Rate = Rate(20, 0.1)
    look: Rate = Rate(400, 20)
    account: Rate = Rate(8, 0.2)
    code: Rate = Rate(6, 1 / 60)
    visitor_bytes: Rate = Rate(512 * 1024, 64 * 1024)
    staff_bytes: Rate = Rate(4 * 1024 * 1024, 1024 * 1024)
    visitor_messages: Rate = Rate(150, 15)
    staff_messages: Rate = Rate(600, 60)
    reading: Rate = Rate(32 * 1024 * 1024, 1024 * 1024)
    control_frames: Rate = Rate(20, 1)
    bad_messages: int = 3
    conversation_lines: int = 5_000
    conversation_bytes: int = 8 * 1024 * 1024


@dataclass(slots=True)
class Bucket:
    """A token bucket; starts full."""

    rate: Rate
    level: float = field(init=False)
    at: float = 0.0

    def __post_init__(self) -> None:
        self.level = self.rate.burst

    def take(self, amount: float, now: float) -> bool:
        """Take tokens if they are there; ``now`` in seconds of any clock that does not run backwards."""
        self._fill(now)
        if amount > self.level:
            return False
        self.level -= amount
        return True

    def owe(self, amount: float, now: float) -> float:
        """Take tokens whether they are there or not; return the seconds until it is paid."""
        self._fill(now)
        self.level -= amount
        return max(0.0, -self.level / self.rate.per_second)

    def is_full(self, now: float) -> bool:
        """Say whether nothing was taken lately, so that the bucket can be forgotten."""
        self._fill(now)
        return self.level >= self.rate.burst

    def _fill(self, now: float) -> None:
        if now > self.at:
            self.level = min(self.rate.burst, self.level + (now - self.at) * self.rate.per_second)
            self.at = now


LONGEST_PAUSE: Final = 5.0
"""Seconds a try at a much-tried account waits at most."""
_KEPT_ORIGINS: Final = 50_000
_Key = TypeVar("_Key")


class Gate:
    """Counts connections and deeds per origin. Forgets quiet origins, and beyond a bound the oldest."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._rates: dict[Deed, Rate] = {
            "knock": limits.knock,
            "enter": limits.enter,
            "sign_in": limits.sign_in,
            "look": limits.look,
        }
        self._buckets: OrderedDict[tuple[Deed, Tag], Bucket] = OrderedDict()
        self._accounts: OrderedDict[str, Bucket] = OrderedDict()
        self._codes: dict[str, Bucket] = {}
        self._connections: dict[Tag, int] = {}
        self._places: dict[Tag, set[bytes]] = {}
        self.connections = 0

    def may(self, deed: Deed, origin: Tag, now: float) -> bool:
        """Say whether this origin may do this once more, and count it."""
        bucket = self._buckets.get((deed, origin))
        if bucket is None:
            _forget(self._buckets, now)
            bucket = self._buckets[(deed, origin)] = Bucket(self._rates[deed], at=now)
        self._buckets.move_to_end((deed, origin))
        return bucket.take(1, now)

    def account_pause(self, account: str, now: float) -> float:
        """Count one try at an account; return the seconds to wait before looking at it.

        Slowed and never refused: otherwise strangers could lock anyone out.
        """
        bucket = self._accounts.get(account)
        if bucket is None:
            _forget(self._accounts, now)
            bucket = self._accounts[account] = Bucket(self.limits.account, at=now)
        self._accounts.move_to_end(account)
        return min(LONGEST_PAUSE, bucket.owe(1, now))

    def may_guess_code(self, account: str, now: float) -> bool:
        """Say whether somebody who has password and device may try one more second-factor code."""
        bucket = self._codes.setdefault(account, Bucket(self.limits.code, at=now))
        return bucket.take(1, now)

    def succeeded(self, account: str) -> None:
        """Forget an account's failures: its owner is here."""
        self._accounts.pop(account, None)
        self._codes.pop(account, None)

    def may_wait(self, origin: Tag, free: int, is_waiting: Callable[[bytes], bool]) -> bool:
        """Say whether this origin may take one of the ``free`` places in the queue.

        ``is_waiting`` tells of somebody noted with ``waits`` whether they still have theirs.
        """
        held = {visitor for visitor in self._places.pop(origin, ()) if is_waiting(visitor)}
        if held:
            self._places[origin] = held
        return len(held) < free * self.limits.queue_share

    def waits(self, origin: Tag, visitor: bytes) -> None:
        """Note that a visitor of this origin has a place in the queue. In memory only, and never told."""
        self._places.setdefault(origin, set()).add(visitor)

    def forget_places(self, is_waiting: Callable[[bytes], bool]) -> None:
        """Forget all who have left the queue."""
        for origin, held in list(self._places.items()):
            self._places[origin] = {visitor for visitor in held if is_waiting(visitor)}
            if not self._places[origin]:
                del self._places[origin]

    def admit(self, origin: Tag) -> bool:
        """Count one more connection of this origin, or refuse. Every True is paid back with ``release``."""
        held = self._connections.get(origin, 0)
        if held >= self.limits.connections_per_origin or self.connections >= self.limits.connections:
            return False
        self._connections[origin] = held + 1
        self.connections += 1
        return True

    def release(self, origin: Tag) -> None:
        """One connection of this origin is gone."""
        held = self._connections.get(origin, 0) - 1
        self.connections -= 1
        if held > 0:
            self._connections[origin] = held
        else:
            self._connections.pop(origin, None)


def _forget(buckets: "OrderedDict[_Key, Bucket]", now: float) -> None:
    """Drop the longest unused bucket while it is full again, and beyond the bound whatever it holds."""
    while buckets:
        oldest = next(iter(buckets))
        if len(buckets) <= _KEPT_ORIGINS and not buckets[oldest].is_full(now):
            return
        del buckets[oldest]
