# SPDX-License-Identifier: Apache-2.0
"""Versions of documents."""

from msgspec.structs import replace

from sync_server.contract.entities import Calendar, SlaPolicy
from sync_server.contract.ids import AgentId, CalendarId, PolicyId
from sync_server.contract.versions import in_force, next_version, subject_of, version_id

OFFICE = Calendar(id=CalendarId("office"), number=3, document={"24x7": True})


def test_a_row_goes_on_to_its_next_version():
    document = {"24x7": False}
    version = next_version(OFFICE, document, at=7, by=AgentId("mara"), note="Weekends off")
    assert (version.id, version.subject, version.number) == (
        version_id(OFFICE, 4),
        subject_of(OFFICE),
        4,
    )
    assert (version.at, version.by, version.note) == (7, "mara", "Weekends off")
    office = replace(OFFICE, **in_force(version))
    assert (office.number, office.document, office.published_at) == (4, document, 7)


def test_rows_of_two_kinds_with_one_id_have_versions_of_their_own():
    policy = SlaPolicy(id=PolicyId("office"))
    assert version_id(policy, 4) != version_id(OFFICE, 4)
