# SPDX-License-Identifier: Apache-2.0
"""Looks for garbage in the window's thread alone, at moments when nobody waits.

Left to itself, Python looks wherever memory is asked for: in a thread of the cache just as well.
Widgets and timers belong to the thread of the window, and Qt may end the program when another one
destroys them.
"""

import gc
from typing import Final

from app.client import Client
from app.environment import Environment

SETTLE_S: Final = 0.5
ROUND_S: Final = 1.0
LIMITS: Final = (700, 10, 60)
"""How many objects, looks at the young and looks at the middle-aged make the next look due. Those
of Python, but for the last: a look at everything may take longer than a frame."""


async def collect_garbage(client: Client, environment: Environment) -> None:
    """Look for garbage from now on, but never among what was read until now.

    `ui.launch` has switched Python's own looking off. Neither modules nor widgets nor the tickets
    of the desk are garbage, and each look through all of them took up to 70 ms.
    """
    reading = True
    while reading:
        await environment.sleep(SETTLE_S)
        reading = client.me is not None and client.workspace.loading
    gc.freeze()
    while True:
        await environment.sleep(ROUND_S)
        collect_due()


def collect_due() -> None:
    """One look, as deep as is due."""
    due = [depth for depth, count in enumerate(gc.get_count()) if count > LIMITS[depth]]
    if due:
        gc.collect(due[-1])
