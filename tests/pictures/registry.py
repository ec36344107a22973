# SPDX-License-Identifier: Apache-2.0
"""The pictures by name: each module in `groups` registers its own with `picture`."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Final

from tests.pictures.stage import Stage

Scene = Callable[[Stage], Awaitable[None]]
"""Brings the program into the state that is pictured, and says with `stage.show` what is shown."""


@dataclass(frozen=True)
class Picture:
    """One picture: the scene, and the size that its mockup has."""

    name: str
    size: tuple[int, int]
    scene: Scene


_PICTURES: Final[dict[str, Picture]] = {}


def picture(name: str, size: tuple[int, int] = (1440, 900)) -> Callable[[Scene], Scene]:
    """Register a scene under the name of its mockup."""

    def register(scene: Scene) -> Scene:
        assert name not in _PICTURES, f"two pictures are named {name}"
        _PICTURES[name] = Picture(name, size, scene)
        return scene

    return register


def pictures() -> dict[str, Picture]:
    """All of them, by name."""
    for module in sorted(Path(__file__).with_name("groups").glob("*.py")):
        import_module(f"tests.pictures.groups.{module.stem}")
    return dict(_PICTURES)
