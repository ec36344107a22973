# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.support.client_environment import settle
from ui.windows.agent.drafts import Written
from ui.windows.agent.send_checks import Asked, is_list, reason_to_ask

TEN = tuple(f"p{number}@kestrel.example" for number in range(10))


@pytest.fixture
def reason(client):
    def ask(*, news=0, to=("hana@kestrel.example",), passed=(), **fields):
        asked = Asked(news, Written(**{"mode": "reply", "text": "Hi", **fields}), to)
        return reason_to_ask(client.workspace, asked, passed=passed)

    return ask


def test_more_than_ten_outside_are_named_once(reason):
    assert reason(to=TEN) is None
    found = reason(to=TEN, bcc=("eleven@kestrel.example",))
    assert (found.name, found.detail.count("@")) == ("many", 11)
    assert reason(to=TEN, bcc=("eleven@kestrel.example",), passed={"many"}) is None
    assert "3 more" in reason(to=TEN, cc=[f"q{n}@k.example" for n in range(5)]).detail


@pytest.mark.parametrize(
    ("address", "many"),
    [
        ("everyone@kestrel.example", True),
        ("ops-announce@kestrel.example", True),
        ("list@kestrel.example", True),
        ("wallace@kestrel.example", False),
        ("stafford@kestrel.example", False),
    ],
)
def test_a_list_is_known_by_its_name(address, many):
    assert is_list(address) is many


def test_a_list_among_the_copies_is_asked_about(reason):
    assert reason(cc=("all@kestrel.example",)).name == "list"
    assert reason(to=("all@kestrel.example",)) is None


def test_each_reason_is_asked_in_its_turn(reason):
    text = "@Tomas look"
    assert reason(news=2, text=text).name == "news"
    assert reason(news=2, text=text, passed={"news"}).name == "mention"
    assert reason(news=2, text=text, passed={"news", "mention"}) is None


async def test_the_question_stops_a_send_once_and_names_them(client, opened):
    composer = opened.window.composer.composer
    opened.do("recipients")
    composer.recipients.cc.input.setText("all@kestrel.example")
    composer.editor.insertPlainText("Done")
    composer.recipients.commit()
    composer.send.click()
    card = opened.window.conversation.card
    assert (card.isVisible(), card.card.text) == (True, "all@kestrel.example")
    assert client.workspace.pending == ()
    card.decided.emit("list", "look")
    assert composer.recipients.is_unfolded
    composer.send.click()
    card.decided.emit("list", "again")
    await settle()
    assert [each.command.text for each in client.workspace.pending] == ["Done"]
