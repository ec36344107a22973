# SPDX-License-Identifier: Apache-2.0
"""What each command will probably do, so that a gesture paints at once.

Importing the package fills the registry.
A prediction is a guess for the eye: the server decides, and its change replaces the guess.
"""

from app.workspace.predictions import (
    desk,
    joining,
    mail,
    messages,
    own,
    people,
    tickets,
    time,
    unwanted,
)
from app.workspace.predictions.registry import Gone, Scene, predict

__all__ = [
    "Gone",
    "Scene",
    "desk",
    "joining",
    "mail",
    "messages",
    "own",
    "people",
    "predict",
    "tickets",
    "time",
    "unwanted",
]
