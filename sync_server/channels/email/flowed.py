# SPDX-License-Identifier: Apache-2.0
"""Putting paragraphs together that a mailer broke into lines (`format=flowed`, RFC 3676)."""

_SIGNATURE = "-- "


def unflow(text: str, *, delete_space: bool) -> str:
    """Join each line that ends in a space with the next one of the same quote.

    With `delete_space` (`delsp=yes`) the space was added for the break and goes, as in Japanese.
    """
    paragraphs: list[list[str]] = []
    open_depth = -1
    for line in text.split("\n"):
        content = line.lstrip(">")
        depth = len(line) - len(content)
        content = content.removeprefix(" ")
        if depth != open_depth or content == _SIGNATURE:
            paragraphs.append([">" * depth + " " if depth else ""])
        flows = content.endswith(" ") and content != _SIGNATURE
        paragraphs[-1].append(content[:-1] if flows and delete_space else content)
        open_depth = depth if flows else -1
    return "\n".join("".join(pieces) for pieces in paragraphs)
