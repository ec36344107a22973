# SPDX-License-Identifier: Apache-2.0
"""The command `deskbell`: nothing gets between its first instruction and the window."""

import builtins
import gc
import importlib
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the application; the exit code."""
    begin()
    from ui.main import main as run  # noqa: PLC0415 - everything else is imported from here on

    return run(arguments)


def begin() -> None:
    """Put off what would hold up the start: together it took a sixth of it."""
    gc.disable()  # `ui.garbage` looks, later: modules and classes are no garbage
    import_qt_plainly()


def import_qt_plainly() -> None:
    """Import Qt, but go on importing like Python does.

    PySide puts itself in the place of `__import__`, and reads the source of each module that comes
    after it, for `from __feature__ import …`: 500 files. Nothing here asks for such a thing.
    """
    plain = builtins.__import__
    importlib.import_module("PySide6.QtCore")
    builtins.__import__ = plain


if __name__ == "__main__":
    raise SystemExit(main())
