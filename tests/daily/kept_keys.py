# SPDX-License-Identifier: Apache-2.0
"""The keyring of one person, a backend of the `keyring` package: a file that a variable names."""

import os
from pathlib import Path
from typing import ClassVar, Final

from keyring.backend import KeyringBackend

from tests.support.file_keyring import FileKeyring

PLACE: Final = "DESKBELL_DAILY_KEYS"
"""The variable with the file's path."""

BACKEND: Final = "tests.daily.kept_keys.KeptKeys"


class KeptKeys(KeyringBackend):
    """Secrets of a made-up person. The file keeps no secret from anybody."""

    priority: ClassVar[float] = 1

    def __init__(self) -> None:
        super().__init__()
        self._file = FileKeyring(Path(os.environ[PLACE]))

    def get_password(self, service: str, username: str) -> str | None:
        return self._file.get_password(service, username)

    def set_password(self, service: str, username: str, password: str) -> None:
        self._file.set_password(service, username, password)

    def delete_password(self, service: str, username: str) -> None:
        self._file.delete_password(service, username)
