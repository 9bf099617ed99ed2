"""What leaves a connection is what the library would have sent."""

import pytest
from websockets.frames import Frame, Opcode

from luwte.server.door.connection import text_frame


@pytest.mark.parametrize("size", [0, 1, 125, 126, 65_535, 65_536, 200_000])
def test_a_text_frame_is_the_one_the_library_makes(size: int) -> None:
    text = b"x" * size
    assert text_frame(text) == Frame(Opcode.TEXT, text).serialize(mask=False)
