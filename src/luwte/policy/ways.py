"""How other help is reached: a telephone number, an address on the web, or both."""

import re
from typing import Final
from urllib.parse import urlsplit

from luwte.policy.table import Table

_PHONE: Final = re.compile(r"\+?[0-9][0-9 ()/.-]{1,24}")


def ways(table: Table) -> tuple[str, str]:
    """Return phone and url of a table; at least one must be there."""
    phone = table.text("phone", 26, default="")
    if phone and not _PHONE.fullmatch(phone):
        table.refuse(f"{phone!r} is no telephone number", "phone")
    url = https(table, "url") if table.has("url") else ""
    if not (phone or url):
        table.refuse("needs a phone number or an address to go to")
    return phone, url


def https(table: Table, key: str) -> str:
    """Return an address that is safe to show and to open."""
    url = table.text(key, 200)
    try:
        parts = urlsplit(url)
        is_safe = parts.scheme == "https" and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        is_safe = False
    if url and (not is_safe or not url.isascii() or not url.isprintable() or " " in url):
        table.refuse("must be an address that begins with https://", key)
    return url
