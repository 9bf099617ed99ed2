"""HTTP answers: the visitor page's files from memory, and the headers that stand on every answer."""

import http
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from email.utils import formatdate
from pathlib import Path
from typing import Final

from websockets.datastructures import Headers
from websockets.http11 import Response

from luwte.errors import LuwteError

_TYPES: Final = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
}
_CONTENT_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src {connect};"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
    " require-trusted-types-for 'script'; trusted-types 'none'"
)
_DENIED: Final = (
    "accelerometer",
    "autoplay",
    "bluetooth",
    "browsing-topics",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "serial",
    "usb",
    "xr-spatial-tracking",
)
_ROOT_MARK: Final = b"{{root}}"


class PageError(LuwteError):
    """The visitor page is not there or holds a file we would not serve."""

    sentence = "The visitor page's files are missing: this installation is incomplete."


@dataclass(frozen=True)
class File:
    """One file of the page, read once."""

    body: bytes
    kind: str


def read_page(folder: Path) -> dict[str, File]:
    """Return the page's files by the path they are asked for. What is not in this list is not served."""
    files: dict[str, File] = {}
    for path in sorted(folder.rglob("*")):
        kind = _TYPES.get(path.suffix)
        if path.is_file() and kind is not None:
            files[f"/{path.relative_to(folder).as_posix()}"] = File(path.read_bytes(), kind)
    index = files.get("/index.html")
    if index is None:
        raise PageError("page_missing")
    files["/"] = index
    return files


def with_root(file: File, fingerprint: bytes) -> File:
    """Return the page's first file with the root's fingerprint (40 hex digits) where it has its mark."""
    return File(file.body.replace(_ROOT_MARK, fingerprint.hex().encode("ascii")), file.kind)


class Answers:
    """Makes answers; all of them carry the same headers."""

    def __init__(self, origins: Iterable[str], is_secret_on_the_way: bool) -> None:
        # Some browsers do not take 'self' for the socket's scheme: name it.
        sockets = sorted(origin.replace("http", "ws", 1) for origin in origins)
        self._always: Mapping[str, str] = {
            "Content-Security-Policy": _CONTENT_POLICY.format(connect=" ".join(["'self'", *sockets])),
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
            "Referrer-Policy": "no-referrer",
            "Cache-Control": "no-store",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cross-Origin-Embedder-Policy": "require-corp",
            "Permissions-Policy": ", ".join(f"{name}=()" for name in _DENIED),
            "X-Robots-Tag": "noindex",
            **({"Strict-Transport-Security": "max-age=63072000"} if is_secret_on_the_way else {}),
        }

    def stamp(self, headers: Headers) -> None:
        """Put the headers that every answer carries, the accepted handshake included."""
        for name, value in self._always.items():
            headers[name] = value

    def file(self, file: File) -> Response:
        """Answer with a file."""
        return self._answer(http.HTTPStatus.OK, file.body, file.kind)

    def json(self, body: bytes) -> Response:
        """Answer with JSON."""
        return self._answer(http.HTTPStatus.OK, body, "application/json")

    def done(self) -> Response:
        """Answer that there is nothing to show."""
        return self._answer(http.HTTPStatus.NO_CONTENT, b"", None)

    def refusal(self, status: http.HTTPStatus) -> Response:
        """Answer with a status and its standard phrase; never with anything of the request."""
        return self._answer(status, f"{status.phrase}\n".encode("ascii"), "text/plain; charset=utf-8")

    def _answer(self, status: http.HTTPStatus, body: bytes, kind: str | None) -> Response:
        headers = Headers({"Date": formatdate(usegmt=True), "Connection": "close"})
        if kind is not None:
            headers["Content-Type"] = kind
            headers["Content-Length"] = str(len(body))
        self.stamp(headers)
        return Response(status.value, status.phrase, headers, body)
