# SPDX-License-Identifier: Apache-2.0
"""The chips under the field of the search view, and the view that a search is saved as."""

from typing import Final

from PySide6.QtCore import QObject

from app import intents
from app.errors import ClientError
from app.workspace.workspace import Workspace
from sync_server.contract.entities import Team
from ui.models.search_conditions import FILES, UnknownValue, day_words, view_conditions, wants_files
from ui.models.search_people import People
from ui.models.search_query import SearchQuery, Token, parse
from ui.models.words import translate
from ui.widgets.button import Button
from ui.widgets.choice import Choice
from ui.widgets.popover import rect_on_screen
from ui.windows.agent.search_page import SearchPage
from ui.windows.agent.search_typing import SearchTyping
from ui.windows.agent.troubles import trouble_words

_DAY_US: Final = 86_400_000_000


class SearchChips(QObject):
    """Puts tokens into the query, and saves it."""

    def __init__(
        self,
        workspace: Workspace,
        page: SearchPage,
        people: People,
        *,
        typing: SearchTyping,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._page = page
        self._people = people
        self._typing = typing
        self._offered_field = ""
        filters = page.filters
        typing.asked.connect(self._on_asked)
        filters.open_toggled.connect(self._on_open_toggled)
        filters.files_toggled.connect(self._on_files_toggled)
        filters.team_asked.connect(self._on_team_asked)
        filters.time_asked.connect(self._on_time_asked)
        filters.save_asked.connect(self._on_save_asked)
        filters.menu.chosen.connect(self._on_filter_chosen)
        page.naming.named.connect(self._on_named)
        page.naming.dropped.connect(self._on_naming_dropped)

    def _on_asked(self, query: SearchQuery) -> None:
        before = ", ".join(query.values("before"))
        told = translate("search", "Before {day}")
        self._page.filters.show_chosen(
            is_open=bool(query.values("is")),
            has_files=any(map(wants_files, query.tokens)),
            team=", ".join(query.values("team")),
            time=told.format(day=before) if before else "",
        )

    def _on_open_toggled(self) -> None:
        is_open = bool(self._typing.query.values("is"))
        without = self._typing.query.without("is")
        self._typing.set(without if is_open else without.having(Token("is", "open")))

    def _on_files_toggled(self) -> None:
        query = self._typing.query
        others = tuple(token for token in query.tokens if not wants_files(token))
        without = SearchQuery(others, query.words)
        wanted = len(others) == len(query.tokens)
        self._typing.set(without.having(Token("has", FILES)) if wanted else without)

    def _on_team_asked(self) -> None:
        teams = sorted(team.name for team in self._workspace.all(Team) if not team.disabled)
        choices = [Choice("", translate("search", "Any team"))]
        choices += [Choice(Token("team", name).text, name) for name in teams]
        self._offer(choices, self._page.filters.team)

    def _on_time_asked(self) -> None:
        now = self._workspace.now_us()
        spans = (
            (7, translate("search", "Older than a week")),
            (30, translate("search", "Older than a month")),
            (365, translate("search", "Older than a year")),
        )
        choices = [Choice("", translate("search", "Any time"))]
        choices += [
            Choice(Token("before", day_words(now - days * _DAY_US)).text, words)
            for days, words in spans
        ]
        self._offer(choices, self._page.filters.time)

    def _offer(self, choices: list[Choice], button: Button) -> None:
        self._offered_field = parse(choices[1].key).tokens[0].field if len(choices) > 1 else ""
        named = [Choice(choice.key or "-", choice.label) for choice in choices]
        self._page.filters.menu.open_at(rect_on_screen(button), named, title=button.text())

    def _on_filter_chosen(self, key: str) -> None:
        without = self._typing.query.without(self._offered_field)
        self._typing.set(without if key == "-" else without.having(*parse(key).tokens))

    def _on_save_asked(self) -> None:
        if not self._typing.query:
            self._page.say(translate("search", "Type what the view shall show first."))
            return
        self._page.naming.ask()
        if self._typing.query.words:
            told = translate("search", "A view looks for words in subjects only, not in messages.")
            self._page.say(told)

    def _on_named(self, name: str) -> None:
        workspace = self._workspace
        try:
            document = view_conditions(self._typing.query, workspace, self._people)
            intents.save_view(workspace, name=name, conditions=document)
        except UnknownValue as error:
            self._page.say(error.words)
            return
        except ClientError as error:
            told = translate("search", "Give the view a name.")
            self._page.say(trouble_words(error) if name else told)
            return
        self._page.naming.hide()
        told = translate("search", "\u201c{name}\u201d is in the navigation, under Views.")
        self._page.say(told.format(name=name))
        self._typing.focus()

    def _on_naming_dropped(self) -> None:
        self._page.naming.hide()
        self._page.say("")
        self._typing.focus()
