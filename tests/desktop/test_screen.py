"""The desktop for tests itself: what it stands on does not go away, and what fails says why."""

import asyncio
import os
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from tests.desktop.screen import Screen, open_screen, start_display


async def test_a_display_stays_as_it_is_when_its_last_program_leaves(tmp_path: Path) -> None:
    async with asyncio.TaskGroup() as group, AsyncExitStack() as stack:
        screen = Screen(tmp_path, dict(os.environ), group)
        await start_display(stack, screen, "640x480")
        screen.ask("xprop", "-root", "-f", "MARK", "8s", "-set", "MARK", "kept")
        assert "kept" in screen.ask("xprop", "-root", "MARK")


async def test_a_window_manager_that_ends_at_once_is_told_with_what_it_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "openbox"
    broken.write_text("#!/bin/sh\necho cannot manage anything >&2\nexit 3\n", "utf-8")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    with pytest.raises(ExceptionGroup) as failed:
        async with open_screen("640x480"):
            pytest.fail("there is no window manager")
    assert failed.group_contains(AssertionError, match=r"ended with 3.*cannot manage anything")


async def test_a_desktop_has_a_window_manager_from_its_first_moment(screen: Screen) -> None:
    assert "window id" in screen.ask("xprop", "-root", "_NET_SUPPORTING_WM_CHECK")
