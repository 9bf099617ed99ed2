"""A key that needs both halves, each in its place."""

import hmac
from contextlib import closing
from pathlib import Path

import pytest

from luwte.protocol.ids import new_id
from luwte.vault.errors import VaultError
from luwte.vault.keychain import MemoryKeychain
from luwte.vault.notes import PAD, KeepNote, Note, Vault
from luwte.vault.shares import kept_share, make_key, make_share
from luwte.vault.shift import share_name

VAULT = new_id()
A, B = bytes(range(32)), bytes(range(32, 64))


def test_t8_the_key_depends_on_both_shares_their_places_and_the_vault() -> None:
    keys = {
        make_key(A, B, VAULT),
        make_key(B, A, VAULT),
        make_key(A, A, VAULT),
        make_key(A, bytes(32), VAULT),
        make_key(bytes(32), B, VAULT),
        make_key(A, B, new_id()),
    }
    assert len(keys) == 6
    assert {len(key) for key in keys} == {32}
    assert make_key(A, B, VAULT) == make_key(A, B, VAULT)


def test_the_key_is_the_one_the_design_names() -> None:
    # RFC 5869 by hand: A then B, salted with the 16 bytes of the vault's id, one block.
    extracted = hmac.digest(bytes(16), A + B, "sha256")
    assert make_key(A, B, "A" * 22) == hmac.digest(extracted, b"luwte/1 vault\x01", "sha256")


@pytest.mark.parametrize(("a", "b"), [(A[:31], B), (A, B + b"\0"), (b"", B), (A + B, b"")])
def test_a_share_of_another_length_makes_no_key(a: bytes, b: bytes) -> None:
    with pytest.raises(VaultError) as refused:
        make_key(a, b, VAULT)
    assert refused.value.code == "vault_key"


def test_a_share_is_made_once_kept_and_found_again() -> None:
    keychain = MemoryKeychain()
    share = make_share(keychain, VAULT)
    assert len(share) == 32
    assert kept_share(keychain, VAULT) == share
    assert make_share(keychain, new_id()) != share


@pytest.mark.parametrize("found", [None, b"", bytes(31), bytes(33)])
def test_a_keyring_that_was_emptied_or_changed_is_told(found: bytes | None) -> None:
    keychain = MemoryKeychain()
    if found is not None:
        keychain.keep(share_name(VAULT), found)
    with pytest.raises(VaultError) as refused:
        kept_share(keychain, VAULT)
    assert refused.value.code == "vault_key"


def test_t8_shares_that_were_swapped_or_changed_open_nothing_and_the_right_ones_still_do(
    tmp_path: Path,
) -> None:
    keychain = MemoryKeychain()
    share = make_share(keychain, VAULT)
    with closing(Vault.open(tmp_path / "notes", make_key(share, B, VAULT))) as vault:
        vault.keep(KeepNote(Note(PAD, "", "kanarie", 1, 1)))
    keychain.keep(share_name(VAULT), bytes(32))
    wrong = [
        make_key(kept_share(keychain, VAULT), B, VAULT),
        make_key(B, share, VAULT),
        make_key(share, B, new_id()),
        make_key(share, bytes(32), VAULT),
    ]
    for key in wrong:
        with pytest.raises(VaultError) as refused:
            Vault.open(tmp_path / "notes", key)
        assert refused.value.code == "vault_key"
    with closing(Vault.open(tmp_path / "notes", make_key(share, B, VAULT))) as vault:
        assert vault.load().notes == (Note(PAD, "", "kanarie", 1, 1),)
