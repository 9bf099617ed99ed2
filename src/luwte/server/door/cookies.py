"""The one cookie: a resume token that only our own sockets see (C3). The server keeps its SHA-256."""

import re
import secrets
from dataclasses import dataclass
from typing import Final

from luwte.crypto.keys import sha256
from luwte.server.rows import TokenHash

NAME: Final = "__Host-luwte"
_ATTRIBUTES: Final = "Path=/; Secure; HttpOnly; SameSite=Strict"
_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True)
class Seat:
    """Who a visitor is: the token's hash, that of a dead one it brought, the cookie to set if it is fresh."""

    visitor: TokenHash
    former: TokenHash | None
    fresh_cookie: str | None


def token_in(headers: list[str]) -> str | None:
    """Return the token in the Cookie header lines; None if there is none, or more than one."""
    found = {
        value
        for header in headers
        for name, _, value in (pair.strip().partition("=") for pair in header.split(";"))
        if name == NAME
    }
    token = found.pop() if len(found) == 1 else ""
    return token if _TOKEN.fullmatch(token) else None


def hash_of(token: str) -> TokenHash:
    """Return what the server knows a token by."""
    return sha256(token.encode("ascii"))


def fresh() -> tuple[TokenHash, str]:
    """Return a new token's hash and the Set-Cookie line that gives it to the browser."""
    token = secrets.token_urlsafe(32)
    return hash_of(token), f"{NAME}={token}; {_ATTRIBUTES}"


def expired() -> str:
    """Return the Set-Cookie line that takes the token away."""
    return f"{NAME}=; {_ATTRIBUTES}; Max-Age=0"
