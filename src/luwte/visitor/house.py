"""What a browser fetches before it opens a socket: the page with the root's fingerprint, and the house.

Nothing of the house is believed that the chain from that fingerprint does not carry.
"""

import asyncio
import http.client
import re
import ssl
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from luwte.crypto.certificates import PAGE_TOLERANCE, Chain, KeyClaim, PolicyClaim, Signed
from luwte.protocol import codec
from luwte.protocol.codec import BadMessageError
from luwte.protocol.messages import House
from luwte.visitor.trouble import VisitorError

_TIMEOUT: Final = 10.0
_LIMIT: Final = codec.SERVER_LIMIT
_ROOT: Final = re.compile(rb'<meta\s+name="luwte-root"\s+content="([0-9a-f]{40})"')


@dataclass(frozen=True)
class CheckedHouse:
    """The house after its chain held: ``policy`` and ``intake`` are verified claims."""

    house: House
    chain: Chain
    policy: PolicyClaim
    intake: KeyClaim | None
    intake_signed: Signed | None


async def fetch(url: str, now: int, tls: ssl.SSLContext | None = None) -> CheckedHouse:
    """Return the checked house of the server at ``url`` (``http…`` without a path).

    Raises VisitorError where the server does not answer, CertificateError where its chain does not hold.
    """
    page = await asyncio.to_thread(_get, url, "/", tls)
    found = _ROOT.search(page)
    if found is None:
        raise VisitorError("no_page")
    untrusted_house = await asyncio.to_thread(_get, url, "/house", tls)
    try:
        house = codec.read_to_visitor(untrusted_house)
    except BadMessageError:
        raise VisitorError("no_house") from None
    if not isinstance(house, House):
        raise VisitorError("no_house")
    return check(house, bytes.fromhex(found[1].decode("ascii")), now)


def check(house: House, root_fingerprint: bytes, now: int, newest_policy: int = 0) -> CheckedHouse:
    """Return the house with its claims verified from the root of this fingerprint (20 bytes);
    CertificateError."""
    chain = Chain.build(
        house.root,
        house.helpline,
        house.coordinators,
        house.removals,
        now,
        tolerance=PAGE_TOLERANCE,
        root_fingerprint=root_fingerprint,
    )
    policy = chain.policy(house.policy, newest_policy)
    intake = None if house.intake is None else chain.key(house.intake, "intake", now)
    return CheckedHouse(house, chain, policy, intake, house.intake)


def _get(url: str, path: str, tls: ssl.SSLContext | None) -> bytes:
    where = urlsplit(url)
    if where.hostname is None:
        raise VisitorError("no_page")
    connection: http.client.HTTPConnection
    if where.scheme == "https":
        connection = http.client.HTTPSConnection(where.hostname, where.port, timeout=_TIMEOUT, context=tls)
    else:
        connection = http.client.HTTPConnection(where.hostname, where.port, timeout=_TIMEOUT)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read(_LIMIT + 1)
    except (OSError, http.client.HTTPException):
        raise VisitorError("no_page") from None
    finally:
        connection.close()
    if answer.status != http.client.OK or len(body) > _LIMIT:
        raise VisitorError("no_house" if path == "/house" else "no_page")
    return body
