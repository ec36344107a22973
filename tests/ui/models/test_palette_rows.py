# SPDX-License-Identifier: Apache-2.0
from PySide6.QtCore import Qt

from ui.models.palette_rows import Candidate, PaletteModel, fitting, shares, under_titles
from ui.widgets.palette_value import PaletteEntry, PaletteHeading, PaletteRole


def some(*titles):
    return [Candidate(PaletteEntry(title, title)) for title in titles]


def keys(entries):
    return [entry.key for entry in entries]


def test_the_better_way_to_fit_comes_first():
    found = fitting("re", some("Torero", "Then reply", "Reply", "Re", "Solve"))
    assert keys(found) == ["Re", "Reply", "Then reply", "Torero"]


def test_of_the_same_way_what_is_used_more_comes_first():
    used = {"Reports": 3.0}
    found = fitting("re", some("Reply", "Reports", "Re"), weight=lambda key: used.get(key, 0.0))
    assert keys(found) == ["Re", "Reports", "Reply"]


def test_what_is_lifted_counts_as_if_it_fitted_in_a_better_way():
    found = fitting("re", some("Torero", "Reply", "Then return"), lift=lambda key: key != "Reply")
    assert keys(found) == ["Reply", "Then return", "Torero"]
    found = fitting("re", some("Reply", "Return"), lift=lambda key: key == "Return")
    assert keys(found) == ["Return", "Reply"]


def test_sections_share_the_rows_and_what_one_leaves_over_goes_to_the_others():
    assert shares(["abcdef", "gh", "ijk"], (3, 2, 1)) == ["abc", "gh", "i"]
    assert shares(["abcdef", "g", ""], (3, 2, 1)) == ["abcde", "g", ""]
    assert shares(["", "", "ijk"], (3, 2, 1)) == ["", "", "ijk"]


def test_without_a_text_all_come_the_most_used_first():
    found = fitting("", some("Reply", "Note"), weight=lambda key: float(key == "Note"))
    assert keys(found) == ["Note", "Reply"]


def test_other_words_find_too_and_mark_nothing():
    candidate = Candidate(PaletteEntry("tags", "Add or remove tag"), ("Label",))
    (found,) = fitting("lab", [candidate])
    assert (found.key, found.marks) == ("tags", ())
    assert fitting("zz", [candidate]) == ()


def test_sections_have_titles_unless_they_are_empty():
    entry = PaletteEntry("a", "A")
    rows = under_titles({"Go to": (entry,), "People": (), "": (entry,)})
    assert rows == (PaletteHeading("Go to"), entry, entry)


def test_headings_cannot_be_chosen_and_rows_are_heard(qtmodeltester):
    entry = PaletteEntry("do:a", "Assign to…", detail="now Maya Okafor", keys=("A",))
    model = PaletteModel()
    model.show((PaletteHeading("This ticket"), entry))
    qtmodeltester.check(model)
    heading, row = model.index(0), model.index(1)
    assert model.flags(heading) == Qt.ItemFlag.NoItemFlags
    assert heading.data(Qt.ItemDataRole.AccessibleTextRole) == "This ticket"
    assert row.data(PaletteRole.ROW) is entry
    spoken = row.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Assign to…. now Maya Okafor. A."
    assert (model.row_of("do:a"), model.row_of("do:b")) == (1, None)


def test_rows_are_replaced_behind_what_both_have_in_common():
    one, two, three = (PaletteEntry(key, key) for key in "abc")
    model = PaletteModel()
    model.show((one, two))
    steps: list[str] = []
    model.modelReset.connect(lambda: steps.append("reset"))
    model.rowsRemoved.connect(lambda _, first, last: steps.append(f"-{first}{last}"))
    model.rowsInserted.connect(lambda _, first, last: steps.append(f"+{first}{last}"))
    model.show((one, two, three))
    model.show((one, three))
    model.show((one, three))
    assert steps == ["+22", "-12", "+11"]
    assert model.rows == (one, three)
