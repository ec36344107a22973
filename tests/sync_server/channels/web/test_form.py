# SPDX-License-Identifier: Apache-2.0
"""A form over TLS: what a customer sends becomes a ticket, once. Numbers are of the bad inputs."""

import asyncio
from html import unescape
from typing import Any

import pytest

from sync_server.channels.email.mail import ParsedMail
from sync_server.channels.email.parse import parse_mail
from sync_server.channels.web.fields import MAX_TEXT
from sync_server.channels.web.form import public_name, slug, team_of
from sync_server.contract.entities import Contact
from sync_server.store.incoming import Incoming
from sync_server.store.rows import AllRows
from tests.support.plain import c, e
from tests.support.standard_desk import HUB_ACTOR
from tests.support.web_site import TYPED, post_form, token_of, web_site

FIXED = "We have your message and answer soon."
PDF = ("invoice.pdf", b"%PDF-1.7 and so on", "application/pdf")


async def acknowledging(site):
    """Have the desk tell customers at once that their message has come."""
    await site.standard.do("ada", c.ChangeWorkspace(acknowledgement=FIXED))


def automatic(site):
    """What the desk wrote to those who sent a form."""
    return [m for t in site.tickets() for m in site.messages(t.id) if m.automatic]


async def only_ticket(site):
    (ticket,) = site.tickets()
    return ticket, *site.messages(ticket.id)


async def test_what_is_sent_becomes_a_ticket_of_the_team(site):
    answer = await site.send()
    assert (answer.status_code, answer.headers["Location"]) == (303, "/t/support/sent")
    ticket, message = await only_ticket(site)
    assert (ticket.subject, ticket.team, ticket.channel) == (TYPED["subject"], "support", "form")
    assert (message.type, message.text) == ("customer", TYPED["text"])
    contact = await site.standard.row(Contact, ticket.requester)
    assert (contact.name, contact.emails) == (TYPED["name"], (TYPED["address"],))


async def test_what_is_said_then_is_a_fixed_text(site):
    answer = await site.send(entered={"text": "marker-in-text", "subject": "marker-in-subject"})
    page = await site.client.get(answer.headers["Location"])
    assert page.status_code == 200
    assert "Your message has arrived" in page.text
    assert "marker" not in page.text
    assert TYPED["address"] not in page.text


async def test_files_come_along(site):
    await site.send(files=[PDF, ("empty.txt", b"", "text/plain")])
    ticket, message = await only_ticket(site)
    found = {file.name: (file.size, file.message) for file in site.attachments(ticket.id)}
    assert found == {"invoice.pdf": (len(PDF[1]), message.id), "empty.txt": (0, message.id)}


async def test_a_file_input_that_was_left_empty_is_no_file(site):
    await site.send(files=[("", b"", "application/octet-stream")])
    ticket, _ = await only_ticket(site)
    assert site.attachments(ticket.id) == ()


async def test_a_text_longer_than_a_message_holds_comes_as_a_file_too(site):
    await site.send(entered={"text": "€" * (MAX_TEXT - 1)})
    ticket, message = await only_ticket(site)
    assert 0 < len(message.text) < MAX_TEXT - 1
    (file,) = site.attachments(ticket.id)
    assert (file.id, file.size) == (message.full_text, 3 * (MAX_TEXT - 1))


async def test_what_a_form_says_is_never_taken_for_its_address_own_words(site):
    await site.send(entered={"address": "kim@acme.test", "name": "Not Kim"})
    ticket, message = await only_ticket(site)
    assert ticket.requester == "kim"
    assert message.unverified
    assert (await site.standard.row(Contact, "kim")).name == "Kim"


async def test_a_strangers_form_is_unverified_as_well(site):
    await site.send()
    _, message = await only_ticket(site)
    assert message.unverified


# -- once --------------------------------------------------------------------------------------


async def test_a_second_press_sends_nothing_more(site):
    token = token_of(await site.client.get("/t/support"))
    answers = await asyncio.gather(*(site.send(token=token, files=[PDF]) for _ in range(3)))
    assert {answer.status_code for answer in answers} == {303}
    ticket, _ = await only_ticket(site)
    assert len(site.attachments(ticket.id)) == 1


async def test_the_same_form_with_something_else_in_it_is_something_else(site):
    token = token_of(await site.client.get("/t/support"))
    for text in ("one", "two"):
        await site.send(token=token, entered={"text": text}, files=[("a", text.encode(), "x/y")])
    assert [site.messages(ticket.id)[0].text for ticket in site.tickets()] == ["one", "two"]


async def test_the_same_words_in_a_new_form_are_a_new_ticket(site):
    await site.send()
    await site.send()
    assert len(site.tickets()) == 2


async def test_fetching_changes_nothing_however_often(site):
    before = site.head()
    for path in ("/", "/t/support", "/t/support/sent", "/t/support?name=x&text=y"):
        for method in ("GET", "HEAD", "GET"):
            assert (await site.client.request(method, path)).status_code == 200
    assert site.head() == before


# -- what is wrong -----------------------------------------------------------------------------


async def test_what_is_wrong_is_said_beside_the_field_and_everything_typed_is_kept(site):
    typed = {
        "name": 'Ha"na <b>&',
        "address": "hana at kestrel",
        "subject": "",
        "text": "\nfirst\n</textarea><script>alert(1)</script>\u202e",
    }
    answer = await site.send(entered=typed, files=[PDF])
    assert answer.status_code == 422
    page = unescape(answer.text)
    assert "Enter one whole mail address" in page
    assert "Say in a few words" in page
    assert 'id="address-error"' in page
    assert "Choose your files again" in page
    for value in (typed["name"], typed["address"], typed["text"]):
        assert value in page
    assert "<script" not in answer.text
    assert site.tickets() == []


async def test_a_form_that_was_put_right_is_taken(site):
    wrong = await site.send(entered={"address": "hana"})
    answer = await site.send(token=token_of(wrong))
    assert answer.status_code == 303
    assert len(site.tickets()) == 1


async def test_a_form_that_lay_open_for_days_is_sent_with_one_more_press(site):
    token = token_of(await site.client.get("/t/support"))
    site.standard.environment.advance(days=2)
    late = await site.send(token=token)
    assert late.status_code == 422
    assert "more than a day" in late.text
    assert TYPED["text"] in unescape(late.text)
    assert (await site.send(token=token_of(late))).status_code == 303


@pytest.mark.parametrize("token", ["", "forged", "1.2.3"])
async def test_a_form_that_is_not_ours_is_not_taken(site, token):
    assert (await site.send(token=token)).status_code == 422
    assert site.tickets() == []


async def test_the_mark_of_another_teams_form_is_not_taken(site):
    token = token_of(await site.client.get("/t/billing"))
    assert (await site.send(token=token)).status_code == 422


async def test_a_program_that_fills_in_everything_is_stopped_and_a_person_told(site):
    answer = await site.send(entered={"website": "https://spam.example"})
    assert answer.status_code == 422
    assert "Leave this field empty" in answer.text
    assert TYPED["text"] in unescape(answer.text)
    assert site.tickets() == []


@pytest.mark.parametrize("field", ["cc", "links", "owner", "created_at", "internal", "team"])
async def test_28_a_field_that_is_not_in_the_form_stops_it_whole(site, field):
    answer = await site.send(entered={field: "x"})
    assert answer.status_code == 400
    assert site.tickets() == []


async def test_files_beyond_the_limit_are_refused_and_the_text_is_kept(site):
    big = ("clip.mov", bytes(26 * 1024 * 1024), "video/quicktime")
    answer = await site.send(files=[big])
    assert answer.status_code == 422
    assert "“clip.mov” has 26 MB" in unescape(answer.text)
    assert TYPED["text"] in unescape(answer.text)


async def test_a_desk_that_takes_nothing_says_so_and_keeps_the_text(site):
    site.standard.desk.read_only = True
    answer = await site.send()
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
    assert "Try again in a few minutes" in answer.text
    assert TYPED["text"] in unescape(answer.text)


# -- how often ---------------------------------------------------------------------------------


async def test_32_thousands_of_forms_with_one_address_are_a_few_tickets(templates, tmp_path):
    database = templates.take("sqlite", tmp_path, furnished=True)
    async with web_site(
        database, tmp_path / "files", forms_burst=10_000, forms_by_sender_burst=5
    ) as site:
        await acknowledging(site)
        token = token_of(await site.client.get("/t/support"))
        codes = []
        for number in range(300):
            entered = {**TYPED, "text": f"Buy this: {number}", "address": "victim@kestrel.example"}
            answer = await post_form(site.client, "/t/support", entered, token=token)
            codes.append(answer.status_code)
        assert codes == [303] * 5 + [429] * 295
        assert len(site.tickets()) == 5
        (told,) = automatic(site)
        assert (told.text, told.to) == (FIXED, ("victim@kestrel.example",))
        site.standard.environment.advance(days=1, minutes=1)
        for number in range(30):
            await site.send(entered={"address": "victim@kestrel.example", "subject": str(number)})
        assert len(automatic(site)) == 2
    database.close()


async def test_32_however_many_forms_are_taken_in_their_address_gets_one_mail_a_day(
    templates, tmp_path
):
    """Bad input 32: also where nothing limits the forms, and every one of them is a ticket."""
    database = templates.take("sqlite", tmp_path, furnished=True)
    async with web_site(
        database, tmp_path / "files", forms_burst=10_000, forms_by_sender_burst=10_000
    ) as site:
        await acknowledging(site)
        for day in (1, 2):
            token = token_of(await site.client.get("/t/support"))
            for number in range(150):
                entered = {
                    "name": f"Buy at evil.example {number}",
                    "address": f"Victim+{number}@kestrel.example",
                    "subject": f"Buy this: {day}, {number}",
                    "text": f"Cheap, cheap: {number}",
                }
                answer = await post_form(site.client, "/t/support", entered, token=token)
                assert answer.status_code == 303
            assert len(site.tickets()) == 150 * day
            assert [message.text for message in automatic(site)] == [FIXED] * day
            site.standard.environment.advance(days=1, minutes=1)
    database.close()


async def test_32_who_is_known_is_not_written_to_more_often_for_what_others_enter(site):
    await acknowledging(site)
    await site.standard.do("ann", c.Reply(ticket="pended", message="r", text="x", anyway=True))
    await site.standard.do(HUB_ACTOR, c.RecordDelivery(message="r", delivery="accepted"))
    await site.answer(site.link("pended"))  # Kim has shown that they read their mail
    for number in range(4):
        await site.send(entered={"address": "kim@acme.test", "subject": f"about {number}"})
    assert len(automatic(site)) == 1


async def test_who_writes_to_a_team_is_told_its_own_fixed_text(site):
    await acknowledging(site)
    await site.standard.do("ada", c.ChangeTeam(team="billing", acknowledgement="Billing has it."))
    await site.send("/t/billing")
    assert [message.text for message in automatic(site)] == ["Billing has it."]


async def test_an_answer_on_a_tickets_page_is_not_acknowledged_by_mail(site):
    await acknowledging(site)
    await site.answer(site.link("pended"))
    assert [m for m in site.messages("pended") if m.automatic] == []


async def test_one_address_of_the_network_sends_so_many_and_is_told_when_again(templates, tmp_path):
    database = templates.take("sqlite", tmp_path, furnished=True)
    async with web_site(database, tmp_path / "files", forms_burst=2, forms_an_hour=2) as site:
        for number in range(2):
            answer = await site.send(entered={"address": f"a{number}@kestrel.example"})
            assert answer.status_code == 303
        answer = await site.send()
        assert (answer.status_code, answer.headers["Retry-After"]) == (429, "1800")
        assert "in 30 minutes" in answer.text
        assert TYPED["text"] in unescape(answer.text)
        site.standard.environment.advance(minutes=30)
        assert (await site.send()).status_code == 303
    database.close()


async def test_67_who_a_request_says_it_is_from_does_not_count(templates, tmp_path):
    database = templates.take("sqlite", tmp_path, furnished=True)
    async with web_site(database, tmp_path / "files", forms_burst=1, forms_an_hour=1) as site:
        site.client.headers["X-Forwarded-For"] = "<b>1.1.1.1</b>"
        assert (await site.send()).status_code == 303
        site.client.headers["X-Forwarded-For"] = "2.2.2.2"
        assert (await site.send(entered={"address": "b@kestrel.example"})).status_code == 429
    database.close()


async def test_customers_behind_a_proxy_of_ours_have_a_rate_each(templates, tmp_path):
    database = templates.take("sqlite", tmp_path, furnished=True)
    async with web_site(
        database,
        tmp_path / "files",
        trusted_proxies=("127.0.0.1",),
        forms_burst=1,
        forms_an_hour=1,
    ) as site:
        codes = []
        for sender in ("203.0.113.1", "203.0.113.2", "198.51.100.4, 203.0.113.1"):
            site.client.headers["X-Forwarded-For"] = sender
            codes.append((await site.send(entered={"address": "a@kestrel.example"})).status_code)
        assert codes == [303, 303, 429]
    database.close()


# -- blocked -----------------------------------------------------------------------------------


def held_from(site, address):
    with site.standard.database.read() as reader:
        rows = AllRows(site.standard.database)["held"].every(reader)
        facts = Incoming(site.standard.database)
        return [(row, facts.of_held(reader, row.id)) for row in rows if row.sender == address]


@pytest.mark.parametrize("block", ["spam@kestrel.example", "@kestrel.example"])
async def test_what_a_blocked_sender_enters_is_held_whole_and_they_are_told_nothing(site, block):
    await acknowledging(site)
    await site.standard.do("ann", c.BlockSender(block=block))
    token = token_of(await site.client.get("/t/support"))
    for _ in range(2):
        answer = await site.send(
            token=token,
            entered={"address": "spam@kestrel.example", "name": "S. \r\nBcc: x@y"},
            files=[PDF],
        )
        assert answer.headers["Location"] == "/t/support/sent"
    assert site.tickets() == []
    ((held, raw),) = held_from(site, "spam@kestrel.example")
    assert (held.reason, held.team, held.subject) == ("blocked", "support", TYPED["subject"])
    assert (held.files, held.mailbox) == (1, "post")
    mail = parse_mail(b"".join(site.files.read(raw.id)))
    assert isinstance(mail, ParsedMail)
    assert mail.sender is not None
    assert (mail.sender.address, mail.subject) == ("spam@kestrel.example", TYPED["subject"])
    assert mail.text.split() == TYPED["text"].split()
    assert [file.name for file in mail.attachments] == ["invoice.pdf"]


@pytest.mark.parametrize("address", ["help@desk.test", "HELP@desk.test"])
async def test_the_desk_does_not_write_to_itself(site, address):
    answer = await site.send(entered={"address": address})
    assert answer.status_code == 422
    assert "our own address" in answer.text


# -- attacks -----------------------------------------------------------------------------------


async def test_36_no_field_carries_a_header(site):
    evil = "x\r\nBcc: victim@kestrel.example\r\n\r\n<h1>"
    await site.send(entered={"name": evil, "subject": evil, "text": evil}, files=[PDF])
    ticket, message = await only_ticket(site)
    contact = await site.standard.row(Contact, ticket.requester)
    for line in (ticket.subject, message.subject, contact.name, message.sender_name):
        assert "\n" not in line
        assert "\r" not in line
    assert (message.to, message.cc, message.bcc, ticket.cc) == ((), (), (), ())


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../x", "x"),
        ("C:\\x", "x"),
        ("CON", "_CON"),
        ("a:b", "a_b"),
        ("x" * 5000 + ".pdf", "x" * 146 + ".pdf"),
        ("invoice.pdf. ", "invoice.pdf"),
        ("invoice_\u202efdp.exe", "invoice_\ufffdfdp.exe"),
        (".ht\u200baccess", ".ht\ufffdaccess"),
        ("<img src=x onerror=alert(1)>.txt", "_img src=x onerror=alert(1)_.txt"),
    ],
)
async def test_40_41_files_have_safe_names(site, given, kept):
    await site.send(files=[(given, b"x", "text/plain")])
    ticket, _ = await only_ticket(site)
    assert [file.name for file in site.attachments(ticket.id)] == [kept]


async def test_42_bombs_are_bytes_like_any_other(site):
    polyglot = b"GIF89a/*" + b"\x00" * 40 + b"*/=alert(1)//"
    await site.send(files=[("42.zip", b"PK\x03\x04" + b"\x00" * 999, "image/png")])
    await site.send(files=[("a.gif", polyglot, "text/html")])
    for ticket in site.tickets():
        assert len(site.attachments(ticket.id)) == 1


@pytest.mark.parametrize("site_of", ["cross-site", "same-site", "<b>"])
async def test_a_form_on_a_page_of_somebody_else_is_not_taken(site, site_of):
    token = token_of(await site.client.get("/t/support"))
    site.client.headers["Sec-Fetch-Site"] = site_of
    assert (await site.send(token=token)).status_code == 403
    site.client.headers["Sec-Fetch-Site"] = "same-origin"
    assert (await site.send(token=token)).status_code == 303


# -- which team --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["shut", "nothing", "Support", "%2e%2e%2f", "%00", "support/x"])
async def test_27_a_team_without_a_page_looks_like_none(site, name):
    missing = await site.client.get("/t/no-such-team")
    found = await site.client.get(f"/t/{name}")
    assert (found.status_code, found.text) == (404, missing.text)
    posted = await site.client.post(f"/t/{name}", files={"text": (None, "x")})
    assert (posted.status_code, posted.text) == (404, missing.text)


async def test_a_form_that_was_closed_is_gone_at_once(site):
    await site.standard.do("ada", c.ChangeTeam(team="support", form=False))
    assert (await site.client.get("/t/support")).status_code == 404
    await site.standard.do("ada", c.ChangeTeam(team="billing", form=False))
    assert (await site.client.get("/")).status_code == 404


def test_a_team_has_an_address_in_small_letters():
    assert slug("Facturación & Ventas") == "facturacion-ventas"
    teams: Any = {
        "t1": e.Team(id="t1", name="Data & Co", form=True),
        "t2": e.Team(id="t2", name="Same", form=True),
        "t3": e.Team(id="t3", name="same", form=True),
        "t4": e.Team(id="t4", name="Closed"),
        "t5": e.Team(id="t5", name="Gone", form=True, disabled=True),
    }
    assert team_of("data-co", teams) == team_of("t1", teams) == teams["t1"]
    assert [team_of(name, teams) for name in ("same", "closed", "t4", "t5", "")] == [None] * 5
    assert [public_name(teams[id_], teams) for id_ in ("t1", "t2")] == ["data-co", "t2"]


async def test_who_comes_without_a_path_chooses_a_team_if_there_are_several(site):
    page = await site.client.get("/")
    assert 'href="/t/support"' in page.text
    assert 'href="/t/billing"' in page.text
    await site.standard.do("ada", c.ChangeTeam(team="support", form=False))
    answer = await site.client.get("/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/t/billing")


async def test_39_a_teams_name_is_shown_literally(site):
    await site.standard.do("ada", c.ChangeTeam(team="support", name="<b>R&D</b>"))
    page = (await site.client.get("/t/support")).text
    assert "&lt;b&gt;R&amp;D&lt;/b&gt;" in page
    assert "<b>R" not in page
