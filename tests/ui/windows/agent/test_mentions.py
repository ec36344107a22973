# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.support.client_frames import an_agent
from ui.windows.agent.mentions import mention_names, mentions_in, names_in

AGENTS = (
    an_agent("tomas", name="Tomas Reuter"),
    an_agent("priya", name="Priya Nair"),
    an_agent("ann1", name="Ann Lee"),
    an_agent("ann2", name="Ann Moss"),
    an_agent("gone", name="Gone Girl", disabled=True),
    an_agent("none", name=""),
)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("@Tomas please purge", ("tomas",)),
        ("@priya and @Tomas Reuter.", ("tomas", "priya")),
        ("write to me@tomas.example", ()),
        ("@Tomasz is somebody else", ()),
        ("@Ann which one", ()),
        ("@Ann Moss knows", ("ann2",)),
        ("@Gone left", ()),
    ],
)
def test_who_is_named(text, named):
    assert mentions_in(text, AGENTS) == named


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ask @Tomas Reuter", ("Tomas Reuter", "Tomas")),
        ("ask @tomas", ("Tomas Reuter", "Tomas")),
        ("ask @Ann", ("Ann Lee", "Ann Moss")),
        ("ask @Gone, @media and me@tomas.example", ()),
        ("nobody", ()),
    ],
)
def test_what_may_stand_behind_an_at(text, names):
    assert names_in(text, mention_names(AGENTS)) == names
