# SPDX-License-Identifier: Apache-2.0
import pytest

from app.errors import (
    AnotherAccount,
    AskRefused,
    ClientError,
    NoRoom,
    NotConnected,
    QueueFull,
    TooLarge,
    TransferFailed,
)
from sync_server.contract.refusals import Refusal
from ui.windows.agent.troubles import trouble_words

FULL = "This disk is full. What you type is kept, nothing new can be stored."


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (TooLarge(300_000, 1 << 18), "This is 293 KB, the limit is 256 KB. Attach it as a file."),
        (QueueFull(10_000), "10000 changes wait to be sent. Connect before you go on."),
        (NotConnected(), "This needs the server, and there is no connection."),
        (NoRoom(), FULL),
        (
            NoRoom(32_960),
            f"{FULL} At least 33 KB must become free.",
        ),
        (AskRefused(Refusal(code="forbidden")), "You are not allowed to do this."),
        (
            AnotherAccount(),
            "Somebody else is signed in on this computer. They have to sign out first.",
        ),
        (TransferFailed("reset"), "The file did not come through. Try again."),
        (ClientError("odd"), "This could not be done: odd."),
    ],
)
def test_what_went_wrong_is_said_with_what_can_be_done(error, words):
    assert trouble_words(error) == words
