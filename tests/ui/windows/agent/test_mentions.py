# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.support.client_frames import an_agent
from ui.windows.agent.mentions import mentions_in

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
