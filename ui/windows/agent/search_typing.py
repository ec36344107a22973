# SPDX-License-Identifier: Apache-2.0
"""The field of the search view: what is typed becomes tokens and words, with completions."""

from PySide6.QtCore import QObject, Signal

from app.workspace.workspace import Workspace
from ui.models.search_people import People
from ui.models.search_query import SearchQuery, begun, parse, split, without_begun
from ui.windows.agent.search_completing import completions
from ui.windows.agent.search_page import SearchPage


class SearchTyping(QObject):
    """Keeps the `query` that the field and its chips say.

    Signals: `asked(query)` whenever it is another one; `accepted()` for Enter on a finished text;
    `left()` for Esc when nothing is offered.
    """

    asked = Signal(object)
    accepted = Signal()
    left = Signal()

    def __init__(
        self,
        workspace: Workspace,
        page: SearchPage,
        people: People,
        *,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._page = page
        self._people = people
        self.query = SearchQuery()
        page.input.edited.connect(self._on_edited)
        page.input.completed.connect(self._on_completed)
        page.input.chip_removed.connect(self._on_chip_removed)
        page.input.stepped.connect(self._on_stepped)
        page.input.accepted.connect(self._on_accepted)
        page.input.left.connect(self._on_left)
        page.completions.chosen.connect(self._take_completion)

    def focus(self) -> None:
        """The cursor into the field, with its text selected."""
        self._page.input.input.setFocus()
        self._page.input.input.selectAll()

    def _look_for(self, query: SearchQuery) -> None:
        self.query = query
        self._page.input.set_chips(tuple((token.field, token.value) for token in query.tokens))
        self.asked.emit(query)

    def set(self, query: SearchQuery) -> None:
        """Another query, all of it."""
        self._page.input.input.setText(query.words)
        self._page.completions.show_entries(())
        self._page.input.set_completing(False)
        self._look_for(query)

    def _on_edited(self, text: str) -> None:
        tokens, rest = split(text)
        if tokens:
            self._page.input.input.setText(rest)
        unfinished = begun(rest)
        offered = completions(unfinished, self._workspace, self._people)
        self._page.input.set_completing(bool(offered))
        words = without_begun(rest) if unfinished is not None and unfinished.field else rest
        kept = SearchQuery(self.query.tokens, " ".join(words.split()))
        self._look_for(kept.having(*tokens))
        self._page.completions.show_entries(offered)
        self._page.place_completions()

    def _on_completed(self) -> None:
        self._take_completion(self._page.completions.current_key)

    def _take_completion(self, key: str) -> None:
        field = self._page.input.input
        before = without_begun(field.text())
        if key.endswith(":"):
            field.setText(f"{before}{key}")
            self._on_edited(field.text())
        elif key:
            self.set(
                SearchQuery(self.query.tokens, " ".join(before.split())).having(*parse(key).tokens)
            )
        field.setFocus()

    def _on_chip_removed(self, place: int) -> None:
        """A chip becomes a text again."""
        tokens, field = self.query.tokens, self._page.input.input
        if not 0 <= place < len(tokens):
            return
        rest = (*tokens[:place], *tokens[place + 1 :])
        text = f"{tokens[place].text} {field.text()}".rstrip()
        self.query = SearchQuery(rest, self.query.words)
        field.setText(text)
        field.setFocus()
        field.setCursorPosition(len(tokens[place].text))
        self._on_edited(text)

    def _on_stepped(self, by: int) -> None:
        unfinished = begun(self._page.input.input.text())
        has_values = unfinished is not None and bool(unfinished.field)
        if has_values and not self._page.completions.isHidden():
            self._page.completions.step(by)
            return
        for _ in range(abs(by)):
            self._page.results.step(1 if by > 0 else -1)

    def _on_accepted(self) -> None:
        unfinished = begun(self._page.input.input.text())
        if not self._page.completions.isHidden() and unfinished is not None and unfinished.field:
            self._on_completed()
            return
        typed = parse(self._page.input.input.text())
        if typed.tokens:
            self.set(SearchQuery(self.query.tokens, typed.words).having(*typed.tokens))
            return
        self.accepted.emit()

    def _on_left(self) -> None:
        if not self._page.completions.isHidden():
            self._page.completions.show_entries(())
            self._page.input.set_completing(False)
            return
        self.left.emit()
