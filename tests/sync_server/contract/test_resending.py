# SPDX-License-Identifier: Apache-2.0
"""Who gets a message that is sent again."""

from sync_server.contract.entities import Message
from sync_server.contract.resending import addressed_again
from tests.support.client_frames import a_message

ANN, BEN, EVE, LOST = (f"{name}@a.example" for name in ("ann", "ben", "eve", "lost"))


def sent(**fields: tuple[str, ...]) -> Message:
    return a_message("m", type="reply", **fields)


def test_what_nobody_has_goes_to_all_or_to_others_instead():
    assert addressed_again(sent(to=(ANN, BEN))) == {"to": (ANN, BEN)}
    assert addressed_again(sent(to=(ANN, BEN)), (EVE,)) == {"to": (EVE,)}


def test_what_some_have_goes_to_those_who_lack_it():
    message = sent(to=(ANN, LOST), cc=(BEN,), refused=(LOST,))
    assert addressed_again(message) == {"to": (ANN, LOST), "refused": (LOST,)}


def test_others_take_the_place_of_those_who_lack_it_where_they_were():
    message = sent(to=(ANN,), cc=(LOST, BEN), bcc=(EVE,), refused=(LOST, EVE))
    assert addressed_again(message, ("new@a.example", EVE)) == {
        "to": (ANN,),
        "cc": (BEN, "new@a.example"),
        "bcc": (EVE,),
        "refused": ("new@a.example", EVE),
    }


def test_who_takes_the_place_of_a_hidden_copy_is_hidden():
    """Bad input 30: nobody sees who got a hidden copy."""
    message = sent(to=(ANN, BEN), bcc=(LOST,), refused=(LOST,))
    assert addressed_again(message, (EVE,)) == {
        "to": (ANN, BEN),
        "cc": (),
        "bcc": (EVE,),
        "refused": (EVE,),
    }
    both = sent(to=(ANN, BEN), bcc=(LOST,), refused=(BEN, LOST))
    assert addressed_again(both, (EVE,))["bcc"] == (EVE,)


def test_those_who_have_it_are_left_out_however_they_are_written():
    message = sent(to=(ANN, LOST), refused=(LOST,))
    assert addressed_again(message, (ANN.upper(),))["refused"] == ()
