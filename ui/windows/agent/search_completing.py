# SPDX-License-Identifier: Apache-2.0
"""What a token that is being typed may go on with."""

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

from app.workspace.workspace import Workspace
from ui.models.palette_rows import Candidate, fitting
from ui.models.search_conditions import values_for
from ui.models.search_people import People
from ui.models.search_query import FIELDS, Begun, Token
from ui.models.words import PRIORITY_WORDS, STATUS_WORDS, translate
from ui.widgets.palette_value import PaletteEntry
from ui.widgets.sign import Sign

MOST: Final = 12
_ABOUT: Final = {
    "customer": str(QT_TRANSLATE_NOOP("search", "a person or a company")),
    "tag": str(QT_TRANSLATE_NOOP("search", "a tag")),
    "is": str(QT_TRANSLATE_NOOP("search", "a status, or unassigned, mine, followed")),
    "team": str(QT_TRANSLATE_NOOP("search", "a team")),
    "assignee": str(QT_TRANSLATE_NOOP("search", "a colleague, me or nobody")),
    "category": str(QT_TRANSLATE_NOOP("search", "a category")),
    "priority": str(QT_TRANSLATE_NOOP("search", "low, normal, high or urgent")),
    "before": str(QT_TRANSLATE_NOOP("search", "a day such as 2026-11-23")),
    "has": str(QT_TRANSLATE_NOOP("search", "something that is set")),
}
_ICONS: Final = {"customer": "user", "tag": "tag", "team": "users", "assignee": "user-check"}


def completions(
    begun: Begun | None, workspace: Workspace, people: People
) -> tuple[PaletteEntry, ...]:
    """The fields that a word begins, or the values that a token may have."""
    if begun is None:
        return ()
    if not begun.field:
        return tuple(
            PaletteEntry(
                f"{field}:",
                f"{field}:",
                sign=Sign("icon", _ICONS.get(field, "list-filter")),
                detail=translate("search", _ABOUT[field]),
            )
            for field in FIELDS
            if field.startswith(begun.value)
        )
    sign = Sign("icon", _ICONS.get(begun.field, "list-filter"))
    values = dict.fromkeys(values_for(begun.field, workspace, people, begun.value))
    candidates = (
        Candidate(
            PaletteEntry(
                Token(begun.field, value).text, value, sign=sign, detail=_shown(begun.field, value)
            )
        )
        for value in values
    )
    return fitting(begun.value, candidates, most=MOST)


def _shown(field: str, value: str) -> str:
    """The word that is shown elsewhere, where it is another one."""
    words = {"is": STATUS_WORDS, "priority": PRIORITY_WORDS}.get(field, {})
    shown = translate("words", words[value]) if value in words else ""
    return "" if shown.lower() == value else shown
