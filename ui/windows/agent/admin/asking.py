# SPDX-License-Identifier: Apache-2.0
"""Questions of the administration to the server, and what is said when it does not answer."""

from typing import Any

from app.client import Client
from app.errors import AskRefused, NotConnected
from sync_server.contract.queries import Query
from ui.models.words import translate


async def answer_of(client: Client, query: Query) -> tuple[Any, str]:
    """The answer; without one, the sentence that says why."""
    try:
        return await client.ask(query), ""
    except NotConnected:
        return None, translate(
            "asking", "The server knows this. It is shown when the connection is back."
        )
    except AskRefused:
        return None, translate(
            "asking", "The server did not show this: you may not see it, or it is gone."
        )
