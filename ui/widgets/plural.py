# SPDX-License-Identifier: Apache-2.0
"""Sentences with a count in them: a translation has as many forms as its language needs."""

from PySide6.QtCore import QCoreApplication

_CONTEXT = __name__.rpartition(".")[2]  # what is collected as `plural.tr` has this context


def tr(many: str, one: str, count: int) -> str:
    """A sentence about so many. `%n` in it becomes the count; one that may be in the thousands is
    left to the caller as `{count}`.

    Both are English: translators see `one` as the comment of `many`. It is said where no
    translation is, for Qt itself knows no forms of the language of the source.
    """
    if count == 1 and QCoreApplication.translate(_CONTEXT, many, one) == many:
        return one
    return QCoreApplication.translate(_CONTEXT, many, one, count)
