# SPDX-License-Identifier: Apache-2.0
"""A customer's page of a ticket over TLS. Numbers are those of the bad inputs."""

import asyncio
import re
from email import message_from_bytes
from email.policy import default
from html import unescape

import pytest

from sync_server.channels.email.sending.gathering import Gatherer
from sync_server.channels.email.sending.round import Letters
from sync_server.channels.web.ticket_page import FILE_BYTES_A_DAY, SHOWN_AT_ONCE
from sync_server.contract.ids import MailboxId, MessageId
from sync_server.store.rows import AllRows
from tests.support.plain import c
from tests.support.standard_desk import CHANNEL_ACTOR
from tests.support.web_site import token_of

PDF = ("invoice.pdf", b"%PDF-1.7 and so on", "application/pdf")


def wrong_links(site):
    """Links that open nothing, by the reason."""
    good = site.link("pended")
    return {
        "altered": good[:-2] + ("A" if good[-2] != "A" else "B") + good[-1],
        "cut off": good[:-4],
        "over": site.link("pended", days=-1),
        "of somebody else": site.link("pended", "sam"),
        "of nobody": site.link("pended", "nobody"),
        "of no ticket": site.link("nothing"),
        "of a deleted ticket": site.link("deleted"),
        "of an unwanted ticket": site.link("spammed"),
        "an id": "/r/pended",
        "no text": "/r/%00%ff",
    }


# -- reading -----------------------------------------------------------------------------------


async def test_the_page_shows_what_was_asked_and_answered(site):
    page = await site.client.get(site.link("pended"))
    assert page.status_code == 200
    text = unescape(page.text)
    assert "About pended" in text
    assert "Please help with pended" in text
    assert "Which order is it?" in text
    assert "We wait for you" in text
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "no-referrer"


async def test_26_what_is_internal_is_nowhere_on_the_page(site):
    site.standard.environment.advance(minutes=10)
    await site.standard.do(
        "ann",
        c.AddNote(ticket="opened", message="n2", text="marker-note about Kim"),
        c.LogCall(
            ticket="opened", message="call", call=c.Call(minutes=3), text="marker-call with Kim"
        ),
        c.Forward(ticket="opened", message="fwd", text="marker-forward", to=("lab@third.example",)),
        c.Reply(
            ticket="opened",
            message="elsewhere",
            text="marker-elsewhere",
            to=("lab@third.example",),
            anyway=True,
        ),
        c.Reply(
            ticket="opened",
            message="both",
            text="For both",
            bcc=("marker-bcc@third.example",),
            anyway=True,
        ),
    )
    await site.standard.do(
        CHANNEL_ACTOR,
        c.ReceiveMessage(
            ticket="x1",
            message="third",
            contact="x2",
            thread="opened",
            about="fwd",
            sender="lab@third.example",
            text="marker-third-party",
        ),
        c.ReceiveMessage(
            ticket="x3",
            message="stranger",
            contact="x4",
            thread="opened",
            unverified=True,
            sender="kim@acme.test",
            text="marker-unverified",
        ),
    )
    page = (await site.client.get(site.link("opened"))).text
    assert "Please help with opened" in page
    assert "We look into it" in page
    assert "For both" in page
    for marker in ("marker", "remark", "third.example", "Ann"):
        assert marker not in page


async def test_a_reply_is_there_once_it_can_no_longer_be_taken_back(site):
    await site.standard.do(
        "ann", c.Reply(ticket="pended", message="held1", text="In a moment", hold_s=60, anyway=True)
    )
    assert "In a moment" not in (await site.client.get(site.link("pended"))).text
    site.standard.environment.advance(seconds=61)
    assert "In a moment" in (await site.client.get(site.link("pended"))).text


async def test_27_every_link_that_opens_nothing_gets_the_same_answer(site):
    texts = set()
    for link in wrong_links(site).values():
        for path in (link, f"{link}/files/file0"):
            answer = await site.client.get(path)
            assert answer.status_code == 404
            texts.add(answer.text)
        posted = await site.client.post(link, files={"text": (None, "x"), "token": (None, "x")})
        assert posted.status_code == 404
        texts.add(posted.text)
    assert len(texts) == 1


async def test_the_link_in_the_mail_of_a_reply_opens_the_page(site):
    reply = c.Reply(ticket="pended", message="r1", text="Is it this one?", anyway=True)
    await site.standard.do("ann", reply)
    letters = Letters(Gatherer(site.standard.database, site.files, web=site.address), site.signer)
    mail = letters.write(MessageId("r1"), site.standard.desk.roster.mailboxes[MailboxId("post")])
    assert mail is not None
    body = message_from_bytes(mail.data, policy=default).get_body(("plain",))
    assert body is not None
    (link,) = re.findall(rf"{site.address}(/r/\S+)", body.get_content())
    page = await site.client.get(link)
    assert "Is it this one?" in page.text
    assert (await site.answer(link, "It is")).status_code == 303
    assert site.messages("pended")[-1].text == "It is"


async def test_what_a_blocked_customer_answers_is_held(site):
    await site.standard.do("ann", c.BlockSender(block="kim@acme.test"))
    link = site.link("pended")
    assert (await site.answer(link)).headers["Location"].startswith(link)
    assert len(site.messages("pended")) == 2
    with site.standard.database.read() as reader:
        held = AllRows(site.standard.database)["held"].every(reader)
    assert [row.ticket for row in held if row.sender == "kim@acme.test"] == ["pended"]


async def test_a_link_ends(site):
    link = site.link("pended", days=1)
    site.standard.environment.advance(hours=23)
    assert (await site.client.get(link)).status_code == 200
    site.standard.environment.advance(hours=2)
    assert (await site.client.get(link)).status_code == 404


async def test_a_link_ends_when_somebody_else_is_the_one_who_asks(site):
    link = site.link("pended")
    await site.standard.do("ann", c.ChangeRequester(ticket="pended", requester="sam"))
    assert (await site.client.get(link)).status_code == 404
    other = (await site.client.get(site.link("pended", "sam"))).text
    assert "Which order is it?" not in other  # it was written to Kim
    assert "Please help" not in other


async def test_a_link_of_a_contact_that_was_merged_is_that_of_who_they_are_now(site):
    assert (await site.client.get(site.link("pended", "old"))).status_code == 200


async def test_an_unwanted_ticket_has_its_page_again_once_it_is_restored(site):
    link = site.link("pended")
    await site.standard.do("ann", c.MarkSpam(ticket="pended"))
    assert (await site.client.get(link)).status_code == 404
    await site.standard.do("ann", c.RestoreTicket(ticket="pended"))
    assert (await site.client.get(link)).status_code == 200


async def test_a_mail_scanner_that_fetches_every_link_twice_changes_nothing(site):
    link = site.link("pended")
    await site.answer(link, files=[PDF])
    (file,) = site.attachments("pended")
    before = site.head()
    paths = (link, f"{link}?all=1", f"{link}?sent=1", f"{link}/files/{file.id}", site.link("gone"))
    for path in paths * 2:
        for method in ("GET", "HEAD"):
            await site.client.request(method, path)
    assert site.head() == before
    assert (await site.client.get(link)).status_code == 200


async def test_a_long_conversation_begins_near_its_end(site):
    for number in range(SHOWN_AT_ONCE + 3):
        reply = c.Reply(ticket="pended", message=f"r{number}", text=f"part {number}.", anyway=True)
        await site.standard.do("ann", reply)
    link = site.link("pended")
    page = (await site.client.get(link)).text
    assert "part 52." in page
    assert "part 2." not in page
    assert "Show 5 earlier messages" in page
    assert "part 2." in (await site.client.get(f"{link}?all=1")).text


async def test_the_page_of_a_merged_ticket_is_that_of_the_one_it_went_into(site):
    await site.standard.do("ann", c.MergeTicket(ticket="fresh", into="pended"))
    page = (await site.client.get(site.link("fresh"))).text
    assert "Please help with fresh" in page
    assert "Which order is it?" in page
    await site.answer(site.link("fresh"), "The second")
    assert site.messages("pended")[-1].text == "The second"


async def test_a_ticket_merged_into_somebody_elses_shows_nothing_of_that(site):
    await site.standard.do("ada", c.ChangeRequester(ticket="pended", requester="sam"))
    await site.standard.do("ann", c.MergeTicket(ticket="fresh", into="pended", confirmed=True))
    page = (await site.client.get(site.link("fresh"))).text
    assert "Which order is it?" not in page
    assert "Please help with pended" not in page


async def test_times_are_those_of_the_desk(site):
    await site.standard.do("ada", c.ChangeWorkspace(timezone="Asia/Tokyo"))
    page = (await site.client.get(site.link("pended"))).text
    assert "2 Apr 2026, 18:00" in page
    assert "Times are those of Asia/Tokyo" in page


@pytest.mark.parametrize("evil", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'])
async def test_39_markup_is_shown_literally(site, evil):
    await site.send(entered={"subject": evil, "text": evil, "address": "kim@acme.test"})
    (ticket,) = site.tickets()
    page = await site.client.get(site.link(ticket.id))
    assert evil in unescape(page.text)
    assert "<script" not in page.text
    assert "<img src=x" not in page.text


async def test_40_what_turns_text_round_is_marked(site):
    await site.send(entered={"text": "invoice_\u202efdp.exe\u200b", "address": "kim@acme.test"})
    (ticket,) = site.tickets()
    page = (await site.client.get(site.link(ticket.id))).text
    assert "invoice_\ufffdfdp.exe" in page
    assert "\u202e" not in page
    assert "\u200b" not in page


# -- answering ---------------------------------------------------------------------------------


async def test_an_answer_joins_the_ticket_and_reopens_it(site):
    link = site.link("solved")
    answer = await site.answer(link, "It is broken again", files=[PDF])
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{link}?sent=1#answered")
    ticket = await site.standard.ticket("solved")
    assert (ticket.status, ticket.last_message_by) == ("open", "customer")
    message = site.messages("solved")[-1]
    assert (message.text, message.contact, message.unverified) == (
        "It is broken again",
        "kim",
        False,
    )
    page = await site.client.get(answer.headers["Location"])
    assert "Your answer has arrived" in page.text
    assert "invoice.pdf" in page.text


async def test_an_answer_to_a_ticket_that_is_over_opens_a_new_one_and_leads_there(site):
    link = site.link("archived")
    assert "opens it again, or begins a new one" in (await site.client.get(link)).text
    answer = await site.answer(link, "Once more")
    (ticket,) = site.tickets()
    assert ticket.follow_up_of == "archived"
    page = await site.client.get(answer.headers["Location"])
    assert "Once more" in page.text
    assert f"#{ticket.number}" in page.text


async def test_a_second_press_answers_once(site):
    link = site.link("pended")
    token = token_of(await site.client.get(link))
    answers = await asyncio.gather(*(site.answer(link, token=token) for _ in range(3)))
    assert {answer.status_code for answer in answers} == {303}
    assert [m.text for m in site.messages("pended")].count("Order 17") == 1


async def test_what_is_wrong_is_said_and_everything_typed_is_kept(site):
    link = site.link("pended")
    many = [(f"{number}.txt", b"x", "text/plain") for number in range(6)]
    answer = await site.answer(link, "Kept <b>", files=many)
    assert answer.status_code == 422
    assert "Choose at most 5 files" in answer.text
    assert "Kept <b>" in unescape(answer.text)
    assert (await site.answer(link, " ")).status_code == 422
    assert len(site.messages("pended")) == 2


@pytest.mark.parametrize("field", ["address", "subject", "cc", "internal"])
async def test_28_an_answer_has_no_other_fields(site, field):
    form = {"token": (None, "x"), "text": (None, "x"), field: (None, "boss@ours.example")}
    answer = await site.client.post(site.link("pended"), files=form)
    assert answer.status_code == 400
    assert len(site.messages("pended")) == 2


async def test_a_form_of_one_page_is_not_taken_on_another(site):
    token = token_of(await site.client.get(site.link("opened")))
    answer = await site.answer(site.link("pended"), token=token)
    assert answer.status_code == 422


async def test_files_of_a_day_have_a_limit_and_the_text_is_kept(site):
    link = site.link("pended")
    size = 24 * 1024 * 1024
    for number in range(FILE_BYTES_A_DAY // size):
        answer = await site.answer(link, files=[(f"{number}.bin", bytes(size), "x/y")])
        assert answer.status_code == 303
    answer = await site.answer(link, "Still here", files=[("5.bin", bytes(size), "x/y")])
    assert answer.status_code == 422
    assert "4 MB are left today" in answer.text
    assert "Still here" in answer.text
    site.standard.environment.advance(days=1, seconds=1)
    assert (await site.answer(link, files=[("5.bin", bytes(size), "x/y")])).status_code == 303


# -- files -------------------------------------------------------------------------------------


async def attached(site):
    """The link to a page with a file, and the file."""
    link = site.link("pended")
    await site.answer(link, files=[("<b>\u202einvoice.html", b"<script>1</script>", "text/html")])
    (file,) = site.attachments("pended")
    return link, file


async def test_a_file_comes_as_a_download_that_runs_nothing(site):
    link, file = await attached(site)
    answer = await site.client.get(f"{link}/files/{file.id}")
    assert answer.content == b"<script>1</script>"
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''")
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    head = await site.client.head(f"{link}/files/{file.id}")
    assert (head.status_code, head.headers["Content-Length"], head.content) == (200, "18", b"")


async def test_26_files_of_notes_and_of_other_tickets_are_not_there(site):
    link, file = await attached(site)
    missing = await site.client.get(f"{link}/files/nothing")
    other = site.link("opened")
    for path in (f"{other}/files/ann.file0", f"{other}/files/{file.id}", f"{link}/files/ann.file0"):
        answer = await site.client.get(path)
        assert (answer.status_code, answer.text) == (404, missing.text)


async def test_a_file_ends_with_the_page(site):
    link, file = await attached(site)
    await site.standard.do("ann", c.DeleteTicket(ticket="pended"))
    assert (await site.client.get(f"{link}/files/{file.id}")).status_code == 404
