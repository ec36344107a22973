# SPDX-License-Identifier: Apache-2.0
"""Text of strangers as pages show it: every character as itself, in the order it was written."""

import re
from typing import Final

_OVERRIDES: Final = re.compile("[\u202d\u202e]")
_UNSEEN: Final = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u2060-\u2064\u202a-\u202c"
    "\u2066-\u206f\ud800-\udfff\ufeff\ufff9-\ufffc\U000e0000-\U000e007f]"
)
"""Controls, embeddings and marks without width. Joiners stay: scripts and emoji need them."""


def shown(text: str) -> str:
    """`text` without what hides or turns round what stands there; an override leaves a mark.

    What HTML means by its characters is the templates' business: they escape all values.
    """
    return _UNSEEN.sub("", _OVERRIDES.sub("\ufffd", text))
