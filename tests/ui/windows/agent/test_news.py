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
    news.begin([entry("m1")])
    later = [
        entry("m1"),
        entry("m2"),
        entry("m3", type="note", agent="tomas"),
        entry("m4", type="reply", agent="tomas"),
        entry("m5", type="reply", agent="maya"),
    ]
    assert [message.id for message in news.since(later, MAYA)] == ["m2", "m4"]
    news.begin(later)
    assert news.since(later, MAYA) == ()
    news.end()
    assert not news.is_writing
