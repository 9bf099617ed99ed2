"""What a screen reader is told: run by the system's Python, which has pyatspi; JSON lines in and out.

``tree`` answers all that is showing, top down: role, name, description, text, states, box and depth.
``focus`` answers what has the focus, or null. ``heard`` answers the announcements until now.
"""

import json
import sys
from typing import Any

import pyatspi  # type: ignore[import-not-found]
from gi.repository import GLib  # type: ignore[import-not-found]

KEPT = {
    "active",
    "focusable",
    "focused",
    "checked",
    "expanded",
    "selected",
    "showing",
    "editable",
    "enabled",
    "multi-line",
}
ROWS = (pyatspi.ROLE_LIST_ITEM, pyatspi.ROLE_PAGE_TAB)
heard: list[str] = []


def seen(node: Any, depth: int = 0) -> dict[str, Any]:
    """Return one thing as a screen reader knows it."""
    states = {pyatspi.stateToString(state) for state in node.getState().getStates()}
    told: dict[str, Any] = {
        "depth": depth,
        "role": node.getRoleName(),
        "name": node.name,
        "description": node.description,
        "states": sorted(states & KEPT),
        "text": "",
        "box": [0, 0, 0, 0],
    }
    if "Text" in pyatspi.listInterfaces(node):
        text = node.queryText()
        told["text"] = text.getText(0, text.characterCount)
    if "Component" in pyatspi.listInterfaces(node):
        box = node.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
        told["box"] = [box.x, box.y, box.width, box.height]
    return told


def walk(node: Any, depth: int = 0) -> list[dict[str, Any]]:
    """Return everything that is showing below a thing, in reading order."""
    found: list[dict[str, Any]] = []
    for place in range(node.childCount):
        child = node.getChildAtIndex(place)
        if child is not None and child.getState().contains(pyatspi.STATE_SHOWING):
            found.append(seen(child, depth))
            found.extend(walk(child, depth + 1))
    return found


def focus(node: Any) -> dict[str, Any] | None:
    """Return what has the focus below a thing: the innermost that says so."""
    for place in range(node.childCount):
        child = node.getChildAtIndex(place)
        if child is not None and child.getState().contains(pyatspi.STATE_SHOWING):
            inner = focus(child)
            # The inside of a text box says so too, without being anything to a reader.
            if inner is not None and not (
                inner["role"] == "filler" and child.getState().contains(pyatspi.STATE_FOCUSED)
            ):
                return inner
            # Qt calls the current row of every list focused, and the current tab, whether the list is or not.
            is_row = child.getRole() in ROWS and not node.getState().contains(pyatspi.STATE_FOCUSED)
            if child.getState().contains(pyatspi.STATE_FOCUSED) and not is_row:
                return seen(child)
    return None


def windows() -> list[Any]:
    """Return the programs on the desktop."""
    desk = pyatspi.Registry.getDesktop(0)
    programs = [desk.getChildAtIndex(place) for place in range(desk.childCount)]
    for program in programs:
        program.setCacheMask(pyatspi.cache.NONE) if hasattr(program, "setCacheMask") else program.clearCache()
    return programs


def answer(word: str) -> Any:
    """Return the answer to one command."""
    match word:
        case "tree":
            return [entry for program in windows() for entry in walk(program)]
        case "focus":
            return next((found for program in windows() if (found := focus(program)) is not None), None)
        case _:
            return heard


def obey(channel: Any, _condition: Any) -> bool:
    """Answer one line of standard input; its end is the end."""
    word = sys.stdin.readline().strip()
    if not word:
        pyatspi.Registry.stop()
        return False
    try:
        told = answer(word)
    except (GLib.GError, RuntimeError, LookupError) as error:  # it changed while it was read: ask again
        told = {"again": str(error)}
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()
    return True


def hear(event: Any) -> None:
    """Keep what a screen reader would speak at once."""
    heard.append(str(event.any_data))


if __name__ == "__main__":
    pyatspi.Registry.registerEventListener(hear, "object:announcement")
    GLib.io_add_watch(sys.stdin, GLib.IO_IN | GLib.IO_HUP, obey)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    pyatspi.Registry.start()
