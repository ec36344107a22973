# SPDX-License-Identifier: Apache-2.0
"""Words of others on a terminal."""


def plain(text: str) -> str:
    """A name as a terminal may show it: clients choose the names of their devices."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)
