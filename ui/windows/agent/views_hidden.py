# SPDX-License-Identifier: Apache-2.0
"""Which rows of the navigation the person has hidden."""

from typing import Final

import msgspec

from app.settings import Settings


class HiddenViews:
    """The keys of rows that the person does not want to see."""

    NAME: Final = "hidden_views"

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.keys = frozenset(_read(str(settings.get(self.NAME))))

    def add(self, key: str) -> None:
        self._keep(self.keys | {key})

    def clear(self) -> None:
        self._keep(frozenset())

    def _keep(self, keys: frozenset[str]) -> None:
        self.keys = keys
        self._settings.set(self.NAME, msgspec.json.encode(sorted(keys)).decode())


def _read(text: str) -> list[str]:
    try:
        return msgspec.json.decode(text, type=list[str]) if text else []
    except msgspec.MsgspecError:
        return []
