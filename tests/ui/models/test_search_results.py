# SPDX-License-Identifier: Apache-2.0
from PySide6.QtCore import Qt

from ui.models.search_results import SearchResults
from ui.widgets.search_value import (
    FoundHeading,
    FoundLine,
    FoundMore,
    FoundPerson,
    FoundTicket,
    SearchRole,
)

HEADING = FoundHeading("Tickets", 2, "on this computer")
ONE = FoundTicket("t1", "Webhooks", where="Hana Ito", excerpt="after rotation", priority="urgent")
TWO = FoundTicket("t2", "Invoice", end="Open")
LINE = FoundLine("from the server")


def test_what_is_there_stays_while_more_arrives(qtmodeltester):
    model = SearchResults()
    removed: list[int] = []
    model.rowsRemoved.connect(lambda: removed.append(1))
    model.show((HEADING, ONE))
    model.show((FoundHeading("Tickets", 3), ONE, LINE, TWO))
    qtmodeltester.check(model)
    assert removed == []
    assert list(model.rows) == [FoundHeading("Tickets", 3), ONE, LINE, TWO]
    model.show((HEADING, TWO))
    assert list(model.rows) == [HEADING, TWO]


def test_rows_are_heard():
    model = SearchResults()
    person = FoundPerson("person:contact:c1", "Hana Ito", detail="Kestrel")
    model.show((HEADING, ONE, FoundMore("more:tickets", "Show 7 more"), LINE, person))
    spoken = [
        model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(len(model.rows))
    ]
    assert spoken == [
        "Tickets, 2, on this computer",
        "Webhooks. Hana Ito. Urgent. after rotation.",
        "Show 7 more",
        "from the server",
        "Hana Ito. Kestrel.",
    ]
    assert model.flags(model.index(0)) == Qt.ItemFlag.NoItemFlags
    assert model.index(1).data(SearchRole.ROW) is ONE
