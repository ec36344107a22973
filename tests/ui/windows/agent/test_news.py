# SPDX-License-Identifier: Apache-2.0
from app.workspace.conversation import NO_MARK, Entry
from tests.support.client_frames import a_message
from tests.support.window_client import MAYA
from ui.windows.agent.news import News


def entry(id, **fields):
    return Entry(message=a_message(id, **fields), attachments=(), mark=NO_MARK)


def test_nothing_is_new_before_the_writing_begins():
    assert News().since([entry("m1")], MAYA) == ()


def test_messages_to_and_from_the_customer_are_news_and_notes_are_not():
    news = News()
    news.begin([entry("m1", at=10)], MAYA)
    later = [
        entry("m1", at=10),
        entry("m2", at=20),
        entry("m3", at=30, type="note", agent="tomas"),
        entry("m4", at=40, type="reply", agent="tomas"),
        entry("m5", at=50, type="reply", agent="maya"),
    ]
    assert [message.id for message in news.since(later, MAYA)] == ["m2", "m4"]
    news.begin(later, MAYA)
    assert news.since(later, MAYA) == ()
    news.end()
    assert not news.is_writing


def test_who_comes_back_to_a_text_still_has_to_read_what_came_meanwhile():
    entries = [entry("m1", at=10), entry("m2", at=20, type="reply", agent="tomas")]
    news = News()
    news.go_on(10)
    assert [message.id for message in news.since(entries, MAYA)] == ["m2"]


def test_where_nobody_knows_what_was_read_nothing_is_called_new():
    news = News()
    news.go_on(0)
    assert news.since([entry("m1", at=10)], MAYA) == ()
    assert news.is_writing
