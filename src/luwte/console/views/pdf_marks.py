"""What Qt's PDF lacks for its readers: the language it is to be read out in, its title in the window, and
bookmarks. Added at the end of the file, as the format has it (ISO 32000, incremental updates)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Mark:
    """A part of a report, and the page it begins on, the first being 0."""

    title: str
    page: int


def mark(file: Path, language: str, marks: Sequence[Mark]) -> None:
    """Add language, title in the window and bookmarks to a PDF that Qt wrote. OSError."""
    content = file.read_bytes()
    end = content.rindex(b"trailer")
    size, root = _number(rb"/Size (\d+)", content, end), _number(rb"/Root (\d+) 0 R", content, end)
    before = _number(rb"startxref\s+(\d+)", content, end)
    catalog = _inside(content, root)
    pages = _inside(content, int(_found(rb"/Pages (\d+) 0 R", catalog).group(1)))
    kids = re.findall(rb"(\d+) 0 R", _found(rb"/Kids\s*\[(.*?)\]", pages).group(1))
    more = b"/Lang (%b)\n/ViewerPreferences << /DisplayDocTitle true >>\n" % language.encode("ascii")
    objects: dict[int, bytes] = {}
    if marks:
        more += b"/Outlines %d 0 R\n" % size
        objects = dict(enumerate(_outline(size, marks, kids), size))
    objects[root] = catalog.strip() + b"\n" + more
    added, places = b"\n", {}
    for number in sorted(objects):
        places[number] = len(content) + len(added)
        added += b"%d 0 obj\n<<\n%b>>\nendobj\n" % (number, objects[number])
    table = b"".join(b"%d 1\n%010d 00000 n \n" % (number, place) for number, place in places.items())
    kept = re.sub(
        rb"/Size \d+", b"/Size %d" % (max(size, *objects) + 1), _inside_trailer(content, end), count=1
    )
    start = len(content) + len(added)
    added += b"xref\n%b" % table
    added += b"trailer\n<<\n%b\n/Prev %d\n>>\nstartxref\n%d\n%%%%EOF\n" % (kept.strip(), before, start)
    with file.open("ab") as out:
        out.write(added)


def _outline(first: int, marks: Sequence[Mark], kids: Sequence[bytes]) -> Iterator[bytes]:
    """Return the list of bookmarks, and every one of them."""
    last = first + len(marks)
    yield b"/Type /Outlines\n/First %d 0 R\n/Last %d 0 R\n/Count %d\n" % (first + 1, last, len(marks))
    for at, each in enumerate(marks, first + 1):
        title = b"feff" + each.title.encode("utf-16-be").hex().encode("ascii")
        told = b"/Title <%b>\n/Parent %d 0 R\n/Dest [%b 0 R /Fit]\n" % (title, first, kids[each.page])
        told += b"/Prev %d 0 R\n" % (at - 1) if at > first + 1 else b""
        told += b"/Next %d 0 R\n" % (at + 1) if at < last else b""
        yield told


def _inside(content: bytes, number: int) -> bytes:
    """Return what stands in an object that is a dictionary."""
    begin = _found(rb"(?:^|\n)%d 0 obj\s*<<" % number, content).end()
    return content[begin : content.index(b"endobj", begin)].rstrip().removesuffix(b">>")


def _inside_trailer(content: bytes, end: int) -> bytes:
    begin = content.index(b"<<", end) + 2
    return content[begin : content.index(b"startxref", begin)].rstrip().removesuffix(b">>")


def _number(pattern: bytes, content: bytes, begin: int) -> int:
    return int(_found(pattern, content[begin:]).group(1))


def _found(pattern: bytes, content: bytes) -> re.Match[bytes]:
    found = re.search(pattern, content, re.DOTALL)
    if found is None:
        raise ValueError("not as Qt writes a PDF")
    return found
