"""A desktop of its own for every test with real windows."""

from collections.abc import AsyncIterator

import pytest_asyncio

from tests.desktop.eyes import Eyes, open_eyes
from tests.desktop.screen import Screen, open_screen


@pytest_asyncio.fixture
async def screen() -> AsyncIterator[Screen]:
    """A display with a window manager, a session bus and a panel."""
    async with open_screen() as screen:
        yield screen


@pytest_asyncio.fixture
async def eyes(screen: Screen) -> AsyncIterator[Eyes]:
    """A screen reader on that desktop."""
    async with open_eyes(screen) as eyes:
        yield eyes
