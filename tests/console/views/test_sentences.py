"""Every code that the protocol or the console knows has a sentence of its own, in Dutch and in English."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import get_args

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from luwte.console.certifying import CertifyingError
from luwte.console.link import LinkError
from luwte.console.signin import SignInError
from luwte.console.state import Notice, Session
from luwte.console.views.sentences import Sentences
from luwte.crypto.claims import CertificateCode
from luwte.protocol.parts import RefusalCode
from luwte.resources import folder
from luwte.settings import SettingsError
from luwte.vault.errors import VaultError
from luwte.vault.keychain import KeychainError

SAME = {frozenset({"unreachable", "timeout"}), frozenset({"unreachable", "timeout", "closed"})}
"""Codes that are one thing to a person."""


def named(error: type[Exception]) -> set[str]:
    """Return the codes that an error names in its description."""
    return set(re.findall("``([a-z_]+)``", error.__doc__ or ""))


REFUSALS = set(get_args(RefusalCode))
STEPS = REFUSALS | named(LinkError) | named(SignInError) | named(SettingsError) | named(KeychainError)
STEPS |= named(VaultError) | {"keyring_slow", "vault_lost"}
NOTICES = REFUSALS | named(SettingsError) | set(re.findall("``([a-z_]+)``", Notice.__doc__ or ""))
NOTICES |= named(VaultError) | {"vault_lost", "nobody_on", "note_too_long", "kept_in_note"}
NOTICES -= {"code", "what", "name", "certify", "profile", "set_house", "end_shift", "team_line", "done"}
CERTIFYING = (named(CertifyingError) - {"bad_signature"}) | {"expired", "removed"}


@pytest.fixture(params=["nl", "en"])
def sentences(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[Sentences]:
    translator = QTranslator()
    assert translator.load(str(folder("translations") / f"luwte_{request.param}.qm"))
    QApplication.installTranslator(translator)
    yield Sentences()
    QApplication.removeTranslator(translator)


def differ(said: dict[str, str], default: str) -> None:
    """Fail naming the codes that have no sentence, or one sentence together."""
    assert not [code for code, sentence in said.items() if not sentence or sentence == default]
    together = [
        frozenset(codes)
        for _, codes in groupby(sorted(said, key=lambda code: said[code]), key=said.__getitem__)
    ]
    assert not [codes for codes in together if len(codes) > 1 and codes not in SAME]


def test_every_refused_step_has_its_own_sentence(sentences: Sentences) -> None:
    said = {code: sentences.session(Session("sign_in", code)) for code in STEPS}
    differ(said, sentences.reason("not a code"))


@pytest.mark.parametrize("what", ["", "line", "accept", "note", "whisper", "retention", "close_shift"])
def test_every_notice_has_its_own_sentence(sentences: Sentences, what: str) -> None:
    shown = {code: sentences.notice(Notice(code, what, name="Maan")) for code in NOTICES}
    assert not [code for code, sentence in shown.items() if sentence is None]
    said = {code: sentence.text for code, sentence in shown.items() if sentence is not None}
    differ(said, sentences.reason("not a code"))


def test_every_wish_that_is_not_granted_has_its_own_sentence(sentences: Sentences) -> None:
    shown = {code: sentences.notice(Notice(code, "certify", name="Imran")) for code in CERTIFYING}
    said = {code: sentence.text for code, sentence in shown.items() if sentence is not None}
    differ(said, sentences.reason("not a code"))
    assert all("Imran" in sentence for sentence in said.values())


def test_a_wish_that_cannot_be_verified_is_urgent(sentences: Sentences) -> None:
    for code in (*get_args(CertificateCode), "wrong_kind"):
        if code not in CERTIFYING:
            sentence = sentences.notice(Notice(code, "certify", name="Imran"))
            assert sentence is not None
            assert sentence.look == "urgent"


def test_a_full_conversation_is_not_called_a_full_desk(sentences: Sentences) -> None:
    line, accept = (sentences.notice(Notice("at_limit", what)) for what in ("line", "accept"))
    assert line is not None
    assert accept is not None
    assert line.text != accept.text


def test_a_colleague_s_ended_shift_is_confirmed_by_name(sentences: Sentences) -> None:
    named_one, nameless = (sentences.notice(Notice("done", "end_shift", name=name)) for name in ("Imran", ""))
    assert named_one is not None
    assert nameless is not None
    assert "Imran" in named_one.text
    assert nameless.text != named_one.text


def test_a_line_that_a_restart_left_behind_has_its_reason(sentences: Sentences) -> None:
    assert sentences.reason("restart") != sentences.reason("not a code")
