# SPDX-License-Identifier: Apache-2.0

from sync_server.operations.archives import Kind
from sync_server.operations.requests import AgentInfo, DeviceInfo, ImportReport, JoinCodeInfo
from sync_server.operations.status import Status
from sync_server.operations.verification import Finding, Report
from sync_server.operations.wording import describe

PHONE = DeviceInfo(
    id="d1",
    agent="tom@desk.example",
    name="phone\x1b[2J\nroot",
    enrolled_at=0,
    seen_at=0,
    revoked_at=None,
)


def test_the_name_of_a_device_cannot_command_the_terminal():
    shown = describe((PHONE,))
    assert "\x1b" not in shown
    assert len(shown.splitlines()) == 1


def test_columns_stand_under_each_other():
    people = (
        AgentInfo(id="a1", name="Ada", email="ada@desk.example", role="administrator"),
        AgentInfo(id="a2", name="Bo", email="b@desk.example", role="agent", disabled=True),
    )
    first, second = describe(people).splitlines()
    assert first.index("a1") == second.index("a2")
    assert "disabled" in second


def test_nothing_is_said_to_be_nothing():
    assert describe(()) == "None."


def test_a_status_counts_held_mail_in_words():
    status = Status(epoch="e", seq=9, database="sqlite", counts={"ticket": 2, "held": 1})
    assert "2 tickets, 1 held mails" in describe(status)


def test_a_join_code_says_until_when_it_is_good():
    shown = describe(JoinCodeInfo(join_code="deskbell://x", expires_at=600_000_000))
    assert "1970-01-01 00:10 UTC" in shown


def test_an_accepted_finding_is_shown_and_is_no_damage():
    found = Finding(check="log", subject="entry 1", problem="changed", seq=1, accepted=True)
    shown = describe(Report(entries=3, rows=2, findings=(found,)))
    assert "(accepted)" in shown
    assert "as it must be" in shown


def test_an_import_names_each_reason_and_the_folder():
    told = describe(
        ImportReport(
            kind=Kind.MBOX,
            read=9,
            imported=5,
            tickets=2,
            attachments=3,
            already_there=1,
            set_aside={"too_deep": 2, "too_large": 1},
            folder="/data/set-aside",
        )
    )
    assert "2 too_deep" in told
    assert "/data/set-aside" in told
