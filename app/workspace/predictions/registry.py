# SPDX-License-Identifier: Apache-2.0
"""The registry of predictions: a pure function per command type, from rows to rows."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from msgspec import Struct

from sync_server.contract.commands import Command
from sync_server.contract.entities import Entity
from sync_server.contract.ids import AgentId, Base, Instant

E = TypeVar("E", bound=Entity)
C = TypeVar("C", bound=Command)


class Gone(Struct, frozen=True):
    """The row will be deleted."""

    kind: str
    id: str


class Scene:
    """What a prediction may look at: rows as they are with all earlier commands, who and when."""

    def __init__(
        self,
        find: Callable[[str, str], Entity | None],
        ids: Callable[[str], Iterable[str]],
        *,
        me: AgentId | None,
        at: Instant,
        done: Callable[[Base, str, str], tuple[Entity, Entity] | None] = lambda *_: None,
    ) -> None:
        self._find = find
        self._ids = ids
        self._done = done
        self.me = me
        self.at = at

    def get(self, type_: type[E], id: str | None) -> E | None:
        """The row, if it is known."""
        if id is None:
            return None
        found = self._find(type_.kind, id)
        return found if isinstance(found, type_) else None

    def change(self, of: Base, type_: type[E], id: str) -> tuple[E, E] | None:
        """What an earlier command of one's own did to a row, before and after; if it is known."""
        found = self._done(of, type_.kind, id)
        if found is None or not isinstance(found[0], type_) or not isinstance(found[1], type_):
            return None
        return found[0], found[1]

    def first(self, type_: type[E], wanted: Callable[[E], bool]) -> E | None:
        """A row of a small kind by what it says, where its id is not known."""
        for id in self._ids(type_.kind):
            found = self.get(type_, id)
            if found is not None and wanted(found):
                return found
        return None


Edit = Entity | Gone
Prediction = Callable[[Any, Scene], Iterable[Edit]]

_predictions: dict[type[Command], Prediction] = {}


def predicts(command: type[C]) -> Callable[[Callable[[C, Scene], Iterable[Edit]]], Prediction]:
    """Register the prediction of a command type."""

    def register(prediction: Callable[[C, Scene], Iterable[Edit]]) -> Prediction:
        _predictions[command] = prediction
        return prediction

    return register


def predict(command: Command, scene: Scene) -> tuple[Edit, ...]:
    """The rows that the command will change; none for a command that nobody can foresee."""
    prediction = _predictions.get(type(command))
    return () if prediction is None else tuple(prediction(command, scene))


def predicted_types() -> frozenset[type[Command]]:
    """The command types that paint at once."""
    return frozenset(_predictions)
