# SPDX-License-Identifier: Apache-2.0
from typing import Any

from PySide6.QtTest import QAbstractItemModelTester

from tests.support.window_client import T1, T3
from ui.models.found_tickets import FoundTicketsModel
from ui.widgets.ticket_row import TicketListRole


def shown(model):
    return [model.index(row).data(TicketListRole.ROW).id for row in range(model.rowCount())]


async def test_an_answer_replaces_the_last_one_without_a_reset(rows):
    model = FoundTicketsModel(rows)
    tester = QAbstractItemModelTester(model)
    resets = []
    model.modelReset.connect(lambda: resets.append(1))
    answers: Any = (["t1", "t2"], ["t1", "t3"], ["t1"], [], ["t3"])
    for answer in answers:
        model.show(answer)
        assert shown(model) == answer
    assert (resets, model.row_of(T3), model.row_of(T1)) == ([], 0, None)
    assert tester.model() is model
