# SPDX-License-Identifier: Apache-2.0
"""How the person wants each list sorted and grouped, remembered per view."""

from typing import Final

import msgspec

from app.settings import Settings
from app.views.definitions import ViewInfo
from app.views.orders import NAMES
from ui.models.list_groups import GROUPINGS

NAME: Final = "list_layouts"
_MOST: Final = 100


class Arrangements:
    """Order and grouping by the key of a view; what is unknown here falls back to the view's."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._known = _read(str(settings.get(NAME)))

    def of(self, info: ViewInfo) -> tuple[str, str]:
        """The order and the grouping of a view."""
        order, group = self._known.get(info.key, ("", ""))
        by_view = info.group if info.group in GROUPINGS else "none"
        return (order if order in NAMES else info.order, group if group in GROUPINGS else by_view)

    def remember(
        self, info: ViewInfo, *, order: str | None = None, group: str | None = None
    ) -> None:
        """Keep another order or grouping for a view."""
        old_order, old_group = self._known.pop(info.key, ("", ""))
        self._known[info.key] = (order or old_order, group or old_group)
        while len(self._known) > _MOST:
            del self._known[next(iter(self._known))]
        self._settings.set(NAME, msgspec.json.encode(self._known).decode())


def _read(text: str) -> dict[str, tuple[str, str]]:
    try:
        return msgspec.json.decode(text, type=dict[str, tuple[str, str]]) if text else {}
    except msgspec.MsgspecError:
        return {}
