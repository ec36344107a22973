# SPDX-License-Identifier: Apache-2.0
"""Markup of mails that makes an unguarded reader open files, shares and connections."""

from pathlib import Path
from typing import Final

TRAPS: Final = (
    '<img src="{0}">',
    '<img src="{0}" width="40" height="40" alt="x">',
    '<p style="background-image: url({0})">x</p>',
    '<table background="{0}"><tr><td background="{0}">x</td></tr></table>',
    '<ul style="list-style-image: url({0})"><li>x</li></ul>',
    '<link rel="stylesheet" href="{0}"><p>x</p>',
    '<style>@import url("{0}"); body {{ background: url("{0}") }}</style><p>x</p>',
    '<body background="{0}">x</body>',
    '<object data="{0}"></object><iframe src="{0}"></iframe><embed src="{0}">x',
    '<video poster="{0}" src="{0}"></video><audio src="{0}"></audio>x',
    '<svg><image href="{0}"/></svg>x',
    '<a href="{0}"><img src="{0}">x</a>',
    '<img src="attachment:{0}">x',
    '<blockquote><img src="{0}"></blockquote>',
    "![x]({0})",
)


def addresses(secret: Path, port: int) -> tuple[str, ...]:
    """The ways to name a file that is there, on this machine and over a port that listens."""
    return (
        f"file://{secret}",
        f"file:{secret}",
        str(secret),
        f"//127.0.0.1:{port}{secret}",
        f"\\\\127.0.0.1@{port}\\share\\{secret.name}",
        f"http://127.0.0.1:{port}/{secret.name}",
        f"smb://127.0.0.1:{port}/{secret.name}",
        f"ftp://127.0.0.1:{port}/{secret.name}",
    )


def unheard_addresses(name: str) -> tuple[str, ...]:
    """The ways that no listener would hear: names that would be looked up, shares, other paths."""
    return (
        f"http://{name}.invalid/{name}.png",
        f"//{name}.invalid/share/{name}.png",
        f"file://{name}.invalid/share/{name}.png",
        f"\\\\{name}.invalid\\share\\{name}.png",
        name,
        f"./{name}",
        f"FILE:///%2e%2e/{name}",
        f"qrc:/{name}",
        f":/{name}",
        f"javascript:{name}",
        f"attachment:../../{name}",
    )
