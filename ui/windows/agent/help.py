# SPDX-License-Identifier: Apache-2.0
"""Opens the help of the desk, which its server has, in a browser."""

from collections.abc import Callable

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from app.client import Client
from ui.models.words import translate
from ui.widgets.link_target import may_open


def open_help(client: Client, tell: Callable[[str], object]) -> None:
    """Open the first page; when there is none, or nothing that opens it, say so."""
    address = f"{client.web}/docs/"
    if not client.web or not may_open(address) or not address.startswith("http"):
        tell(translate("window", "The help is at the server, which has not said yet where."))
    elif not QDesktopServices.openUrl(QUrl(address)):
        tell(translate("conversation", "Nothing on this computer opens links."))
