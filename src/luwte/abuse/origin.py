"""From an address to a tag that expires: two keyed hashes, of which only the last is ever kept (A1, A4, A6).

``p1 = HMAC(s_relay, network)``, ``p2 = HMAC(s_server, p1)[:16]``. Two secrets, because whoever holds the
whole secret tries all IPv4 addresses in half an hour. In this stage one process plays both parts.
The address itself is a local variable here and nowhere else.
"""

import hashlib
import hmac
import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from luwte.errors import LuwteError

Tag = bytes
"""Sixteen bytes that mean nothing once their epoch's secrets are gone."""

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
_NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")


class OriginError(LuwteError):
    """An address that cannot be read, or too many hops in a forwarded header."""


@dataclass(frozen=True)
class EpochSecrets:
    """The two secrets of one epoch ("2026-11"); they die with it."""

    epoch: str
    relay: bytes = field(repr=False)
    server: bytes = field(repr=False)


def tag(address: str, secrets: EpochSecrets) -> Tag:
    """Return the tag of an address (``"192.0.2.1"``) in this epoch; OriginError if it cannot be read."""
    relayed = hmac.digest(secrets.relay, network_bytes(address), hashlib.sha256)
    return hmac.digest(secrets.server, relayed, hashlib.sha256)[:16]


def network_bytes(address: str) -> bytes:
    """Return what counts as one origin: an IPv4 address, or the /64 of an IPv6 one.

    An IPv4 address in IPv6 clothes (mapped, or through the NAT64 prefix 64:ff9b::/96) is the IPv4 address.
    """
    found = _address(address)
    if isinstance(found, ipaddress.IPv4Address):
        return b"\x04" + found.packed
    if found.ipv4_mapped is not None:
        return b"\x04" + found.ipv4_mapped.packed
    if found in _NAT64:
        return b"\x04" + found.packed[12:]
    return b"\x06" + found.packed[:8]


def is_among(address: str, networks: Sequence[Network]) -> bool:
    """Say whether an address lies in one of the networks; an IPv4-mapped one counts as IPv4."""
    found: ipaddress.IPv4Address | ipaddress.IPv6Address = _address(address)
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped is not None:
        found = found.ipv4_mapped
    return any(found in network for network in networks)


def client_address(peer: str, forwarded_for: Sequence[str], proxies: Sequence[Network]) -> str:
    """Return the address a connection comes from.

    ``forwarded_for`` holds the X-Forwarded-For header lines. They are believed only from a configured proxy,
    and only back to the last hop that is not one: everything before it was written by the visitor.
    """
    if not proxies or not is_among(peer, proxies):
        return peer
    hops = [hop.strip() for line in forwarded_for for hop in line.split(",") if hop.strip()]
    if len(hops) > 32:
        raise OriginError("forwarded_header")
    for hop in reversed(hops):
        bare = _without_port(hop)
        if not is_among(bare, proxies):
            return bare
    return peer


def _without_port(hop: str) -> str:
    if hop.startswith("["):
        return hop[1:].partition("]")[0]
    return hop.partition(":")[0] if hop.count(":") == 1 else hop


def _address(address: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    try:
        return ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        pass
    # Outside the handler: the library's own error repeats the address.
    raise OriginError("address")
