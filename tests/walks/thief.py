"""A disk of its own, and what somebody reads on it who takes the computer apart: every block, used or freed.

Whoever steals a computer may learn the password of its login as well, so what GNOME's keyring wrote is
opened with it wherever its files, present or past, lie on the disk.
"""

import base64
import hashlib
import os
import shutil
import struct
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

SIZE: Final = 64 << 20
KEYRING: Final = b"GnomeKeyring\n\r\0\n"
_NONE: Final = 0xFFFFFFFF


class Disk:
    """An ext4 image: ``top`` is where it is mounted, ``image`` what a thief holds."""

    def __init__(self, folder: Path) -> None:
        assert os.geteuid() == 0, "this test mounts an ext4 image on a loop device: it must run as root"
        self.image, self.top = folder / "image", folder / "disk"
        with self.image.open("wb") as file:
            file.truncate(SIZE)
        self.top.mkdir()
        _run("mkfs.ext4", "-q", "-F", str(self.image))
        _run("mount", "-o", "loop", str(self.image), str(self.top))
        self.home, self.temporary = self.top / "home", self.top / "tmp"
        self.home.mkdir()
        self.temporary.mkdir()

    def blocks(self) -> bytes:
        """Return everything that was ever written to the disk; where nothing was, the image has holes."""
        _run("sync", "-f", str(self.top))
        with self.image.open("rb") as file:
            return b"\0".join(_written(file.fileno()))

    @contextmanager
    def full(self) -> Iterator[None]:
        """Leave no block free until the block of the test ends."""
        ballast = self.top / "ballast"
        with ballast.open("wb") as file:
            for size in (1 << 20, 1 << 12):
                with suppress(OSError):
                    while True:
                        os.posix_fallocate(file.fileno(), os.fstat(file.fileno()).st_size, size)
        try:
            yield
        finally:
            ballast.unlink()

    def close(self) -> None:
        """Take it out; lazily, because the keyring's service may take a moment longer to end than we do."""
        _run("umount", "--lazy", str(self.top))


@contextmanager
def mounted(folder: Path) -> Iterator[Disk]:
    """An empty disk until the block ends."""
    disk = Disk(folder)
    try:
        yield disk
    finally:
        disk.close()


def traces(blocks: bytes, words: Mapping[str, str], keys: Mapping[str, bytes], password: str) -> set[str]:
    """Return the names of the words and keys that can be read on a disk, in any usual writing; what only the
    keyring's password shows is marked so."""
    opened = b"\0".join(keyrings(blocks, password))
    found = set()
    for name, written in {
        **{name: _words(word) for name, word in words.items()},
        **{name: _numbers(key) for name, key in keys.items()},
    }.items():
        if any(each in blocks for each in written):
            found.add(name)
        if any(each in opened for each in written):
            found.add(f"{name} in a keyring")
    return found


def keyrings(blocks: bytes, password: str) -> Iterator[bytes]:
    """Yield what every file of GNOME's keyring holds, also one that was replaced long ago."""
    at = blocks.find(KEYRING)
    while at >= 0:
        yield _Keyring(blocks, at + len(KEYRING)).opened(password.encode())
        at = blocks.find(KEYRING, at + 1)


class _Keyring:
    """Reads one file of gnome-keyring 42 (its ``pkcs11/secret-store/gkm-secret-binary.c``)."""

    def __init__(self, blocks: bytes, at: int) -> None:
        self._blocks, self._at = blocks, at

    def opened(self, password: bytes) -> bytes:
        """Return the decrypted part; nonsense if the file is not whole."""
        assert self._take(4) == bytes(4), "version 0.0, AES-128, MD5 as a check sum"
        self._text()
        self._take(16 + 4 + 4)
        rounds, salt = self._number(), self._take(8)
        self._take(16)
        for _ in range(self._number()):
            self._take(8)
            for _ in range(self._number()):
                self._text()
                if self._number() == 0:
                    self._text()
                else:
                    self._number()
        sealed = self._take(self._number() & ~15)
        digest = password + salt
        for _ in range(rounds):
            digest = hashlib.sha256(digest).digest()
        cipher = Cipher(algorithms.AES(digest[:16]), modes.CBC(digest[16:])).decryptor()
        return cipher.update(sealed) + cipher.finalize()

    def _take(self, size: int) -> bytes:
        taken = self._blocks[self._at : self._at + size]
        self._at += size
        return taken

    def _number(self) -> int:
        (number,) = struct.unpack(">I", self._take(4))
        return int(number)

    def _text(self) -> None:
        size = self._number()
        self._take(0 if size == _NONE else size)


def _written(image: int) -> Iterator[bytes]:
    end = 0
    while True:
        try:
            begin = os.lseek(image, end, os.SEEK_DATA)
        except OSError:  # nothing but a hole is left
            return
        end = os.lseek(image, begin, os.SEEK_HOLE)
        yield os.pread(image, end - begin, begin)


def _words(word: str) -> list[bytes]:
    return [word.encode(), word.encode("utf-16-le"), word.encode("utf-16-be")]


def _numbers(key: bytes) -> list[bytes]:
    hexadecimal = key.hex().encode()
    usual, for_names = (encode(key).rstrip(b"=") for encode in (base64.b64encode, base64.urlsafe_b64encode))
    return [key, hexadecimal, hexadecimal.upper(), usual, for_names]


def _run(program: str, *words: str) -> None:
    found = shutil.which(program, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    assert found is not None, f"{program} is missing"
    done = subprocess.run([found, *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
