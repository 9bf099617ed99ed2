"""What this system lacks for Luwte's windows and tests, as names of Debian packages.

Only Linux needs looking at: the wheels for Windows and macOS bring everything. Nothing is installed here.
"""

import ctypes
import importlib.util
import os
import shutil
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

QT: Final[Mapping[str, str]] = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libbrotlidec.so.1": "libbrotli1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
}
"""What Qt loads even without a display: library → package."""

X11: Final[Mapping[str, str]] = {
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}
"""What a window on a display needs besides."""

TEST_LIBRARIES: Final[Mapping[str, str]] = {"libatomic.so.1": "libatomic1"}
"""What the driver of the test browser loads."""

TOOLS: Final[Mapping[str, str]] = {
    "chromium": "chromium",
    "Xvfb": "xvfb",
    "openbox": "openbox",
    "xdotool": "xdotool",
    "xprop": "x11-utils",
    "import": "imagemagick",
    "dbus-run-session": "dbus",
    "dbus-daemon": "dbus",
    "gdbus": "libglib2.0-bin",
    "gnome-keyring-daemon": "gnome-keyring",
    "mount": "mount",
}
"""Programs the tests drive: a real browser, a real desktop, a real keyring, a raw disk."""

TEST_FILES: Final[Mapping[str, str]] = {
    "/usr/sbin/mkfs.ext4": "e2fsprogs",
    "/usr/libexec/at-spi-bus-launcher": "at-spi2-core",
    "/usr/lib/python3/dist-packages/pyatspi": "python3-pyatspi",
    "/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf": "fonts-noto-color-emoji",
}
"""Files the tests rely on that are no programs on the path."""


def missing_for_windows() -> list[str]:
    """Return the packages without which no window opens here, on the display if there is one."""
    wanted = {**QT, **X11} if os.environ.get("DISPLAY") else QT
    return _packages(package for library, package in wanted.items() if not _loads(library))


def missing_for_tests() -> list[str]:
    """Return the packages without which the tests do not run here."""
    return _packages(
        [
            *(package for library, package in {**QT, **X11, **TEST_LIBRARIES}.items() if not _loads(library)),
            *(package for tool, package in TOOLS.items() if shutil.which(tool) is None),
            *(package for path, package in TEST_FILES.items() if not Path(path).exists()),
        ]
    )


def missing_for_environment() -> list[str]:
    """Return the package without which no virtual environment can be made by this Python."""
    # Debian splits ensurepip off; a pip of the system's own can stand in for it.
    if importlib.util.find_spec("ensurepip") or importlib.util.find_spec("pip"):
        return []
    return ["python3-venv"]


def _packages(found: Iterable[str]) -> list[str]:
    return sorted(set(found)) if sys.platform == "linux" else []


def _loads(library: str) -> bool:
    if sys.platform != "linux":
        return True
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
