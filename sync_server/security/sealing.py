# SPDX-License-Identifier: Apache-2.0
"""Sealing of stored files: each has a key of its own, which a master key wraps.

A sealed file is a header and chunks. The header is the magic, the id of the master key, a nonce and
the wrapped key. Each chunk but the last holds `CHUNK_BYTES` of the file, and is AES-256-GCM under
the file's key; its nonce is its index and whether it is the last, so chunks that are changed, lost,
added, doubled or in another order are found. The wrapped key is bound to the header and to `name`,
so a sealed file does not open in another's place either.

The master key lives outside the data folder: whoever copies that folder alone can open nothing.
"""

import stat
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from sync_server.security.private_files import write_private

MAGIC: Final = b"DBSEAL01"
KEY_BYTES: Final = 32
CHUNK_BYTES: Final = 64 * 1024

_KEY_ID: Final = 8
_NONCE: Final = 12
_TAG: Final = 16
_FIXED: Final = len(MAGIC) + _KEY_ID + _NONCE
HEADER_BYTES: Final = _FIXED + KEY_BYTES + _TAG
_SEALED_CHUNK: Final = CHUNK_BYTES + _TAG
_LAST: Final = b"\x01"
_MORE: Final = b"\x00"

RandomBytes = Callable[[int], bytes]


class SealError(Exception):
    """A sealed file, or a master key, that cannot be used; the text says what to do."""


class NotSealed(SealError):
    """The bytes do not begin like a sealed file."""


class OtherMasterKey(SealError):
    """The file was sealed under another master key. Give that one; its id is in the text."""


class Damaged(SealError):
    """The file was changed, cut or swapped since it was sealed. Restore it from a backup."""


class MasterKey:
    """Wraps the keys of files. Its text form and its repr never show the key."""

    def __init__(self, key: bytes) -> None:
        if len(key) != KEY_BYTES:
            raise SealError(f"A master key has {KEY_BYTES} bytes, not {len(key)}")
        self._cipher = AESGCM(key)
        self.id = sha256(b"deskbell master key" + key).digest()[:_KEY_ID]
        """Tells keys apart and gives nothing of them away."""

    def __repr__(self) -> str:
        return f"MasterKey({self.id.hex()})"

    def seal(
        self, plain: Iterable[bytes], *, name: str, random_bytes: RandomBytes
    ) -> Iterator[bytes]:
        """The sealed form of a file that comes in parts of any size, in parts.

        `name` says which file it is, and is needed to open it. Memory: two chunks and a part.
        """
        key = random_bytes(KEY_BYTES)
        fixed = MAGIC + self.id + random_bytes(_NONCE)
        yield fixed + self._cipher.encrypt(fixed[-_NONCE:], key, fixed + name.encode())
        cipher = AESGCM(key)
        for index, (chunk, is_last) in enumerate(_chunks(plain, CHUNK_BYTES)):
            yield cipher.encrypt(_nonce(index, is_last=is_last), chunk, None)

    def open(self, sealed: Iterable[bytes], *, name: str) -> Iterator[bytes]:
        """The file of a sealed form, which comes in parts of any size; chunk by chunk.

        Each chunk is genuine when it is given, but only the end of the iteration proves that the
        file is whole. Raises `NotSealed`, `OtherMasterKey` or `Damaged`.
        """
        header, chunks = _split_header(sealed)
        cipher = AESGCM(self._unwrap(header, name))
        for index, (chunk, is_last) in enumerate(_chunks(chunks, _SEALED_CHUNK)):
            try:
                yield cipher.decrypt(_nonce(index, is_last=is_last), chunk, None)
            except InvalidTag:
                raise Damaged(f"{name}: chunk {index} is not as it was sealed") from None

    def _unwrap(self, header: bytes, name: str) -> bytes:
        if not header.startswith(MAGIC):
            raise NotSealed(f"{name}: not a sealed file")
        if len(header) < HEADER_BYTES:
            raise Damaged(f"{name}: cut off in its header")
        fixed, wrapped = header[:_FIXED], header[_FIXED:]
        key_id = fixed[len(MAGIC) : -_NONCE]
        if key_id != self.id:
            raise OtherMasterKey(f"{name}: sealed under the master key {key_id.hex()}, not {self}")
        try:
            return self._cipher.decrypt(fixed[-_NONCE:], wrapped, fixed + name.encode())
        except InvalidTag:
            raise Damaged(f"{name}: its header is not as it was sealed") from None


def make_master_key(path: Path, random_bytes: RandomBytes) -> MasterKey:
    """Make the key file, for its owner alone. Raises `SealError` when there is one already."""
    if path.exists():
        raise SealError(f"{path}: there is a key already; files sealed under it would be lost")
    key = random_bytes(KEY_BYTES)
    write_private(path, b64encode(key) + b"\n")
    return MasterKey(key)


def read_master_key(path: Path) -> MasterKey:
    """The master key of a file that only its owner may read. Raises `SealError`."""
    try:
        text = path.read_text(encoding="ascii")
        mode = stat.S_IMODE(path.stat().st_mode)
    except (OSError, UnicodeDecodeError) as error:
        raise SealError(f"{path}: the master key cannot be read: {error}") from error
    if mode & 0o077:
        raise SealError(f"{path}: others may read the master key; run: chmod 600 {path}")
    return parse_master_key(text)


def parse_master_key(text: str) -> MasterKey:
    """The master key of its text form: 32 bytes in base64. Raises `SealError`."""
    try:
        key = b64decode(text.strip(), validate=True)
    except ValueError:
        raise SealError("A master key is 32 bytes in base64; this is not base64") from None
    return MasterKey(key)


def sealed_size(size: int) -> int:
    """How many bytes the sealed form of so many has."""
    chunks = max(1, -(-size // CHUNK_BYTES))
    return HEADER_BYTES + size + chunks * _TAG


def _nonce(index: int, *, is_last: bool) -> bytes:
    return index.to_bytes(_NONCE - 1) + (_LAST if is_last else _MORE)


def _chunks(parts: Iterable[bytes], size: int) -> Iterator[tuple[bytes, bool]]:
    """The same bytes in chunks of `size`, and whether each is the last; at least one, maybe empty.

    Only the last may be shorter; it is empty only when there is nothing at all.
    """
    waiting = bytearray()
    for part in parts:
        waiting += part
        while len(waiting) > size:
            yield bytes(waiting[:size]), False
            del waiting[:size]
    yield bytes(waiting), True


def _split_header(parts: Iterable[bytes]) -> tuple[bytes, Iterator[bytes]]:
    """The header, shorter only if there is no more, and what follows it."""
    rest = iter(parts)
    begun = bytearray()
    for part in rest:
        begun += part
        if len(begun) >= HEADER_BYTES:
            break
    return bytes(begun[:HEADER_BYTES]), _after(bytes(begun[HEADER_BYTES:]), rest)


def _after(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest
