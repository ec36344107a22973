# SPDX-License-Identifier: Apache-2.0
"""The pictures by name: each module in `groups` registers its own with `picture`."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
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
    settings: Mapping[str, object] = field(default_factory=dict)
    """What holds instead of the scene's own choice."""


@dataclass(frozen=True)
class Variation:
    """The same scene in other circumstances: settings, and how large the window may be."""

    settings: Mapping[str, object] = field(default_factory=dict)
    size: tuple[int, int] = (1440, 900)


VARIATIONS: Final = {
    "light": Variation({"appearance": "light"}),
    "dark": Variation({"appearance": "dark"}),
    "contrast": Variation({"appearance": "light", "contrast": "more"}),
    "contrast-dark": Variation({"appearance": "dark", "contrast": "more"}),
    "150": Variation({"zoom": 150}),
    "200": Variation({"zoom": 200}),
    "1366": Variation(size=(1366, 768)),
    "1366-150": Variation({"zoom": 150}, size=(1366, 768)),
    "900": Variation(size=(900, 600)),
    "german": Variation({"language": "de"}),
    "german-200": Variation({"language": "de", "zoom": 200}),
}
"""What every picture can be taken in, as "search@german"."""

_PICTURES: Final[dict[str, Picture]] = {}


def picture(name: str, size: tuple[int, int] = (1440, 900)) -> Callable[[Scene], Scene]:
    """Register a scene under the name of its mockup."""

    def register(scene: Scene) -> Scene:
        assert name not in _PICTURES, f"two pictures are named {name}"
        _PICTURES[name] = Picture(name, size, scene)
        return scene

    return register


def find_picture(name: str) -> Picture | None:
    """A picture by its name, or one of its variations by "name@variation"."""
    name, _, varied = name.partition("@")
    found = pictures().get(name)
    if found is None or not varied:
        return found
    variation = VARIATIONS.get(varied)
    if variation is None:
        return None
    width, height = (min(pair) for pair in zip(found.size, variation.size, strict=True))
    return replace(
        found, name=f"{name}@{varied}", size=(width, height), settings=variation.settings
    )


def pictures() -> dict[str, Picture]:
    """All of them, by name."""
    for module in sorted(Path(__file__).with_name("groups").glob("*.py")):
        import_module(f"tests.pictures.groups.{module.stem}")
    return dict(_PICTURES)
