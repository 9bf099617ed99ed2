"""Secrets come from a terminal or an open descriptor, never from nowhere, never echoed."""

import io
import os
from collections.abc import Callable, Iterator

import pytest

from luwte.admin.terminal import Terminal
from luwte.admin.trouble import AdminError


def answers(*lines: str) -> Callable[[str], str]:
    told: Iterator[str] = iter(lines)
    return lambda _question: next(told)


def ended(_question: str) -> str:
    raise EOFError


def descriptor(content: bytes) -> int:
    reader, writer = os.pipe()
    os.write(writer, content)
    os.close(writer)
    return reader


def test_a_password_is_read_from_a_descriptor_without_its_line_end() -> None:
    reader = descriptor(b"correct horse battery\r\nand more")
    assert Terminal(password_fd=reader).password() == "correct horse battery"
    os.close(reader)


@pytest.mark.parametrize(
    ("content", "code"), [(b"", "no_password"), (b"\n", "no_password"), (b"\xff\n", "bad_descriptor")]
)
def test_an_empty_or_broken_descriptor_is_refused(content: bytes, code: str) -> None:
    reader = descriptor(content)
    with pytest.raises(AdminError, match=code):
        Terminal(password_fd=reader).password()
    os.close(reader)


def test_a_descriptor_that_is_not_open_is_refused() -> None:
    with pytest.raises(AdminError, match="bad_descriptor"):
        Terminal(password_fd=987_654).password()


def test_without_a_terminal_nothing_is_asked() -> None:
    with pytest.raises(AdminError, match="no_password"):
        Terminal(is_interactive=False, ask_hidden=ended).password()
    with pytest.raises(AdminError, match="no_code"):
        Terminal(is_interactive=False, ask_open=ended).code()


def test_the_end_of_input_is_no_password() -> None:
    with pytest.raises(AdminError, match="no_password"):
        Terminal(is_interactive=True, ask_hidden=ended).password()


def test_a_new_password_is_typed_twice_and_alike() -> None:
    chosen = "correct horse battery"
    assert Terminal(is_interactive=True, ask_hidden=answers(chosen, chosen)).new_password() == chosen
    with pytest.raises(AdminError, match="other_password"):
        Terminal(is_interactive=True, ask_hidden=answers(chosen, chosen + " ")).new_password()


def test_a_short_password_is_refused_before_it_is_repeated() -> None:
    with pytest.raises(AdminError, match="short_password"):
        Terminal(is_interactive=True, ask_hidden=answers("elevenchars")).new_password()


def test_six_digits_are_a_code_and_nothing_else_is() -> None:
    assert Terminal(is_interactive=True, ask_open=answers("123 456")).code() == "123456"
    for wrong in ("12345", "1234567", "12345a", "١٢٣٤٥٦", ""):
        with pytest.raises(AdminError, match="second_factor"):
            Terminal(is_interactive=True, ask_open=answers(wrong)).code()


def test_what_is_told_is_written_at_once() -> None:
    out = io.StringIO()
    Terminal(out=out).tell("Noor: renewed.")
    assert out.getvalue() == "Noor: renewed.\n"
