"""The words of a PDF that Qt wrote: glyphs turned back into letters by the file's own tables."""

import re
import zlib
from pathlib import Path

_STREAM = re.compile(rb"(\d+) 0 obj\s*<<((?:(?!endobj).)*?)>>\s*stream\r?\n(.*?)\r?\nendstream", re.DOTALL)


def pdf_text(file: Path) -> str:
    """Return every piece of text in a PDF, one a line, in the order it was painted."""
    content = file.read_bytes()
    streams = {number: _opened(head, body) for number, head, body in _STREAM.findall(content)}
    letters: dict[bytes, dict[str, str]] = {}
    for font, table in re.findall(
        rb"(\d+) 0 obj\s*<<(?:(?!endobj).)*?/ToUnicode (\d+) 0 R", content, re.DOTALL
    ):
        letters[font] = _letters(streams[table].decode("latin-1"))
    named = {
        name: letters[font] for name, font in re.findall(rb"/(F\d+) (\d+) 0 R", content) if font in letters
    }
    return "\n".join(piece for body in streams.values() for piece in _pieces(body, named))


def _opened(head: bytes, body: bytes) -> bytes:
    return zlib.decompressobj().decompress(body) if b"FlateDecode" in head else body


def _letters(table: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, to in re.findall(r"<(\w+)>\s*<(\w+)>\s*(<\w+>|\[.*?\])", block, re.DOTALL):
            targets = re.findall(r"<(\w+)>", to)
            for at in range(int(first, 16), int(last, 16) + 1):
                step = at - int(first, 16)
                code = int(targets[step], 16) if to.startswith("[") else int(targets[0], 16) + step
                found[f"{at:04x}"] = chr(code)
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for glyph, to in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            found[glyph.lower()] = chr(int(to, 16))
    return found


def _pieces(body: bytes, named: dict[bytes, dict[str, str]]) -> list[str]:
    """Return what stands between BT and ET each: Qt shows one glyph at a time."""
    found: list[str] = [""]
    font: dict[str, str] = {}
    for name, glyphs, _end in re.findall(rb"/(F\d+) [\d.]+ Tf|<([0-9a-fA-F]+)>\s*Tj|\b(ET)\b", body):
        if name:
            font = named.get(name, {})
        elif glyphs:
            hexed = glyphs.decode().lower()
            found[-1] += "".join(font.get(hexed[at : at + 4], "?") for at in range(0, len(hexed), 4))
        else:
            found.append("")
    return [piece.replace("\t", " ") for piece in found if piece]
