# SPDX-License-Identifier: Apache-2.0
import pytest

from app.outbox.draft_details import MailDetails, details_of, mail_details


@pytest.mark.parametrize(
    "mail",
    [
        MailDetails(),
        MailDetails(bcc=("a@b.example", "c@d.example"), mailbox="support", quote=False),
        MailDetails(quote=True, about="m4", attachments=("a1", "a2")),
    ],
)
def test_what_is_written_down_comes_back(mail):
    assert mail_details(details_of(mail)) == mail


def test_the_usual_takes_no_room_and_what_is_unknown_is_the_usual():
    assert details_of(MailDetails()) == {}
    assert mail_details({"subject": "Hi", "quote": "perhaps"}) == MailDetails()
