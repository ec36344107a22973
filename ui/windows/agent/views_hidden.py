# SPDX-License-Identifier: Apache-2.0
"""Which rows of the navigation the person has hidden, and in which order the teams stand."""

from collections.abc import Iterable, Sequence
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

    def remove(self, key: str) -> None:
        self._keep(self.keys - {key})

    def clear(self) -> None:
        self._keep(frozenset())

    def _keep(self, keys: frozenset[str]) -> None:
        self.keys = keys
        self._settings.set(self.NAME, msgspec.json.encode(sorted(keys)).decode())


class TeamOrder:
    """The keys of the team queues as the person has put them; others follow in their own order."""

    NAME: Final = "team_order"

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._keys = _read(str(settings.get(self.NAME)))

    def arrange(self, keys: Iterable[str]) -> list[str]:
        """These keys in the person's order."""
        places = {key: place for place, key in enumerate(self._keys)}
        return sorted(keys, key=lambda key: places.get(key, len(places)))

    def keep(self, keys: Sequence[str]) -> None:
        self._keys = list(keys)
        self._settings.set(self.NAME, msgspec.json.encode(self._keys).decode())


def _read(text: str) -> list[str]:
    try:
        return msgspec.json.decode(text, type=list[str]) if text else []
    except msgspec.MsgspecError:
        return []
