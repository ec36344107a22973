# SPDX-License-Identifier: Apache-2.0
"""Text of strangers without the characters that make it look like another text."""

import re
from collections.abc import Iterable
from typing import Final

_OVERRIDES: Final = re.compile("[\u202d\u202e]")
"""They turn the order of letters round: "fdp.exe" would read "exe.pdf"."""

_UNSEEN: Final = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u2060-\u2064"
    "\u202a-\u202c\u2066-\u206f\ufeff\ufff9-\ufffc\U000e0000-\U000e007f]"
)
"""Controls, embeddings and marks without width. Joiners stay: scripts and emoji need them."""

_SUSPECT: Final = re.compile(f"{_OVERRIDES.pattern}|{_UNSEEN.pattern}")


def harmless(text: str) -> str:
    """`text` in the order in which it was written; an override shows as a mark of its own."""
    if text.isascii() and text.isprintable():
        return text
    if not _SUSPECT.search(text):
        return text
    return _UNSEEN.sub("", _OVERRIDES.sub("\ufffd", text))


def first_words(text: str, most: int) -> str:
    """How `text` begins, harmless and in one line, in at most so many characters.

    Of a long text only the beginning is looked at.
    """
    return " ".join(harmless(text[: 4 * most]).split())[:most]


def each_once(texts: Iterable[str]) -> tuple[str, ...]:
    """Those that say something, without spaces at the ends, each once whatever the case of its
    letters; the first way of writing stays.
    """
    found: dict[str, str] = {}
    for text in map(str.strip, texts):
        if text:
            found.setdefault(text.casefold(), text)
    return tuple(found.values())
