# SPDX-License-Identifier: Apache-2.0
"""A link to a customer's page is repeated to nobody, however it is written."""

from base64 import b64decode, encodebytes
from quopri import encodestring
from urllib.parse import quote

import msgspec
import pytest

from sync_server.channels.email.mail import ParsedMail
from sync_server.channels.email.parse import parse_mail
from sync_server.channels.email.sending.assembly import OutgoingFile
from sync_server.channels.email.sending.compose import compose
from sync_server.channels.email.sending.withheld_links import (
    file_without_page_links,
    without_page_links,
)
from tests.support.outgoing_mail import AT, KIM, SIGNER, TICKET, message, outgoing, reply

TOKEN = SIGNER.page_token(TICKET.id, KIM.id, expires_at=AT)
LINK = f"https://help.desk.example/r/{TOKEN}"
QUOTED = f"Still dark.\n\n> Read and answer on the web: {LINK}\n> Regards"
OTHERS = {
    "a copy": reply(cc=("ken@acme.test",)),
    "a hidden copy": reply(bcc=("boss@ours.test",)),
    "a forward": reply(type="forward", to=("works@lamps.test",), about="asked"),
    "a forward of everything": reply(type="forward", to=("works@lamps.test",)),
    "the customer": reply(),
}


def everything_in(composed):
    """All that a reader of a mail has: both forms, and the files."""
    mail = parse_mail(composed.data)
    assert isinstance(mail, ParsedMail)
    return " ".join([mail.text, mail.html or "", *(str(each.data) for each in mail.attachments)])


@pytest.mark.parametrize("new", OTHERS.values(), ids=OTHERS)
def test_what_is_quoted_or_forwarded_has_no_link(new):
    asked = message("asked", 0, text=QUOTED, cc=("ken@acme.test", "boss@ours.test"))
    said = everything_in(compose(outgoing(new, asked), SIGNER))
    assert "Still dark." in said
    assert "Read and answer on the web: […]" in said
    assert TOKEN not in said


def test_a_colleague_who_pastes_it_gives_it_to_the_customer_alone():
    assert TOKEN in everything_in(compose(outgoing(reply(text=LINK)), SIGNER))
    copied = reply(text=LINK, cc=("ken@acme.test",))
    assert TOKEN not in everything_in(compose(outgoing(copied), SIGNER))


@pytest.mark.parametrize(
    "written",
    [
        f"<{LINK}>",
        f"https://eur.safelinks.test/?url={quote(LINK, safe='')}&data=05",
        f"https://a.test/?u={quote(quote(LINK, safe=''), safe='')}",
        f"https://urldefense.test/v3/__{LINK}__;!!abc$",
        "https://urldefense.test/v2/url?u=https-3A__help.desk.example_r_"
        + TOKEN.replace("-", "-2D").replace("_", "-5F")
        + "&d=DwM",
        f"{LINK[:50]}\n> > {LINK[50:]}",
        f"{LINK[:50]}=\r\n{LINK[50:]}",
        LINK.replace("/", "&#x2F;"),
        LINK.replace("https", "HTTPS"),
    ],
)
def test_it_is_known_however_the_mail_was_wrapped(written):
    assert without_page_links(f"before {written} after", SIGNER).replace("<[…]>", "[…]") == (
        "before […] after"
    )


@pytest.mark.parametrize(
    "other",
    [
        f"https://help.desk.example/r/{TOKEN[:-1]}x is not signed by us",
        "See https://www.reddit.test/r/" + "x" * 80,
        "/r/ _r_ and " + "/r/" * 50,
        "a \ud800 surrogate",
    ],
)
def test_what_only_looks_like_one_stays(other):
    assert without_page_links(other, SIGNER) == other


def test_two_are_both_taken_out():
    assert without_page_links(f"{LINK} and {LINK}\n{LINK}", SIGNER) == "[…] and […]\n[…]"


HTML = f'<a href="{LINK}">your page</a>'.encode()


@pytest.mark.parametrize(
    ("name", "data", "cleared"),
    [
        ("page.html", HTML, b'<a href="[...]">your page</a>'),
        (
            "mail.eml",
            b"A: b\r\n\r\n" + encodestring(HTML),
            b'A: b\r\n\r\n<a href=3D"[...]">your page</a>',
        ),
    ],
)
def test_a_mail_or_a_text_that_goes_along_loses_it_too(name, data, cleared):
    file = OutgoingFile(name=name, media_type="application/octet-stream", data=data)
    soft = file_without_page_links(file, SIGNER).data.replace(b"=\n", b"")
    assert soft == cleared


def test_base64_stays_base64_of_the_rest():
    encoded = encodebytes(f"Good day. {LINK} Bye, and more of that.".encode())
    file = OutgoingFile(
        name="m", media_type="message/rfc822", data=b"x: y\n\n" + encoded + b"\n--b"
    )
    headers, body, end = file_without_page_links(file, SIGNER).data.split(b"\n\n")
    assert (headers, end) == (b"x: y", b"--b")
    assert b64decode(body) == b"Good day. [...] Bye, and more of that."


def test_other_files_are_left_as_they_are():
    data = b"\x89PNG " + LINK.encode()
    picture = OutgoingFile(name="lamp.png", media_type="image/png", data=data)
    assert file_without_page_links(picture, SIGNER) is picture
    text = OutgoingFile(name="a.txt", media_type="text/plain", data=encodebytes(b"x" * 300))
    assert file_without_page_links(text, SIGNER).data == text.data


def test_a_link_in_a_file_that_goes_along_is_no_longer_there():
    file = OutgoingFile(name="old.eml", media_type="message/rfc822", data=LINK.encode())
    forward = reply(type="forward", to=("works@lamps.test",), about="asked")
    mail = outgoing(forward, message("asked", 0, text="Dark"))
    composed = compose(msgspec.structs.replace(mail, files=(file,)), SIGNER)
    assert TOKEN not in everything_in(composed)
