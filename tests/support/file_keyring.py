# SPDX-License-Identifier: Apache-2.0
"""A keyring in a file, for clients in processes that are killed. It keeps no secret."""

from pathlib import Path

import msgspec


class FileKeyring:
    """Passwords as JSON. Each change is a new file in the old one's place: never half of one."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def get_password(self, service: str, username: str, /) -> str | None:
        return self._read().get(f"{service} {username}")

    def set_password(self, service: str, username: str, password: str, /) -> None:
        self._write({**self._read(), f"{service} {username}": password})

    def delete_password(self, service: str, username: str, /) -> None:
        kept = self._read()
        del kept[f"{service} {username}"]
        self._write(kept)

    def _read(self) -> dict[str, str]:
        if not self._path.exists():
            return {}
        return msgspec.json.decode(self._path.read_bytes(), type=dict[str, str])

    def _write(self, passwords: dict[str, str]) -> None:
        fresh = self._path.with_name(self._path.name + ".new")
        fresh.write_bytes(msgspec.json.encode(passwords))
        fresh.replace(self._path)
