# SPDX-License-Identifier: Apache-2.0
"""A mail domain's records are read and judged, and what is missing comes with a record to copy."""

import pytest

from sync_server.channels.email import domain_records
from sync_server.channels.email.domain_records import DomainRecords, Verdict, judge, look_up
from tests.support.name_server import name_server

GOOD = {
    ("brightwater.com", "MX"): ["20 second.brightwater.com.", "10 first.brightwater.com."],
    ("brightwater.com", "TXT"): ['"unrelated"', '"v=spf1 mx " "~all"'],
    ("_dmarc.brightwater.com", "TXT"): ['"v=DMARC1; p=reject"'],
}


def by_name(records: DomainRecords) -> dict[str, Verdict]:
    verdicts = judge(records, sender="smtp.brightwater.com", report_to="help@brightwater.com")
    return {verdict.name: verdict for verdict in verdicts}


async def test_a_domain_with_everything_is_read_and_found_good():
    async with name_server(GOOD) as (_server, resolver):
        found = await look_up("Brightwater.com.", resolver)
    assert found.mail_servers == ("first.brightwater.com", "second.brightwater.com")
    assert found.spf == ("v=spf1 mx ~all",)
    assert {verdict.state for verdict in by_name(found).values()} == {"ok"}


async def test_a_dmarc_record_of_a_domain_above_holds():
    async with name_server(GOOD) as (_server, resolver):
        found = await look_up("support.brightwater.com", resolver)
    assert (found.dmarc, found.dmarc_at) == ("v=DMARC1; p=reject", "brightwater.com")


async def test_what_is_missing_is_a_warning_with_the_record_to_copy():
    async with name_server({("brightwater.com", "MX"): ["10 mx."]}) as (_server, resolver):
        found = by_name(await look_up("brightwater.com", resolver))
    assert (found["SPF"].state, found["DMARC"].state) == ("warning", "warning")
    assert found["SPF"].record == "v=spf1 mx a:smtp.brightwater.com ~all"
    assert found["DMARC"].record == "v=DMARC1; p=none; rua=mailto:help@brightwater.com"


def test_a_sender_of_another_domain_is_let_in_by_its_domain():
    records = DomainRecords(domain="brightwater.com")
    verdict = judge(records, sender="smtp.mail.example.net", report_to="a@b.c")[0]
    assert verdict.record == "v=spf1 mx include:mail.example.net ~all"


@pytest.mark.parametrize(
    ("spf", "state", "said"),
    [
        (("v=spf1 mx -all", "v=spf1 a -all"), "error", "Join them"),
        (("v=spf1 +all",), "warning", "anybody"),
        (("v=spf1 include:x ?all",), "ok", "says who"),
    ],
)
def test_a_record_that_says_nothing_useful_is_named(spf, state, said):
    verdict = by_name(DomainRecords(domain="brightwater.com", spf=spf))["SPF"]
    assert verdict.state == state
    assert said in verdict.text


async def test_a_name_server_that_never_answers_holds_nothing_up(monkeypatch):
    monkeypatch.setattr(domain_records, "TOTAL_S", 0.05)
    async with name_server(GOOD, silent=True) as (server, resolver):
        found = await look_up("brightwater.com", resolver)
    assert server.asked
    assert "could not be asked" in found.problem
    (verdict,) = by_name(found).values()
    assert verdict.state == "warning"
    assert "was not checked" in verdict.text


@pytest.mark.parametrize("domain", ["desk.example", "localhost", "printer.local"])
async def test_names_of_no_name_server_are_not_asked_for(domain):
    async with name_server(GOOD) as (server, resolver):
        assert "no name server knows" in (await look_up(domain, resolver)).problem
    assert server.asked == []


async def test_a_domain_that_cannot_be_is_a_problem_and_no_fault():
    async with name_server(GOOD) as (_server, resolver):
        for domain in ("a..b", "x" * 64 + ".com", "ü" * 64 + ".de"):
            assert (await look_up(domain, resolver)).problem
