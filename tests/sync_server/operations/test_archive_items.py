# SPDX-License-Identifier: Apache-2.0
"""What makes a row of a table the same row in the next run."""

from sync_server.operations.archive_items import ArchivedRow


def row(
    label: str = "line 2", subject: str = "Lamp", body: str = "", external_id: str | None = None
) -> ArchivedRow:
    return ArchivedRow(
        label=label,
        subject=subject,
        body=body,
        requester_email="a@x.example",
        external_id=external_id,
    )


def test_an_external_id_names_the_row_whatever_else_changes() -> None:
    assert row(external_id="7").identity == row(subject="Other", external_id="7").identity
    assert row(external_id="7").identity != row(external_id="8").identity


def test_without_one_the_row_is_named_by_what_it_says_not_by_its_place() -> None:
    assert row(label="line 2").identity == row(label="line 9").identity
    assert row(subject="ab", body="c").identity != row(subject="a", body="bc").identity
