# SPDX-License-Identifier: Apache-2.0
"""A text as people read it, which is how it is indexed and searched for."""

import re
from typing import Final

_UNSEEN: Final = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]"
)
"""Characters that nobody sees and that would part a word: marks without width, soft hyphens."""


def seen(text: str) -> str:
    """A text as people read it: in whole words."""
    return text if text.isascii() else _UNSEEN.sub("", text)
