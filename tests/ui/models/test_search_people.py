# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.support.client_environment import settle
from tests.support.client_frames import a_contact, changes, update
from tests.support.window_client import a_small_desk
from ui.models.search_people import People


@pytest.fixture
async def client(qapp):
    client = a_small_desk()
    await settle()
    yield client
    await client.close()


@pytest.fixture
def people(client):
    return People(client.workspace)


def names(people, text, **rest):
    return [person.name for person in people.find(text, **rest)]


async def test_people_are_found_by_the_beginnings_of_their_words(people):
    assert names(people, "oka ma") == ["Maya Okafor"]
    assert names(people, "ana") == []
    assert names(people, "hana@kes") == ["Hana Ito"]
    assert names(people, "") == []


async def test_kinds_and_the_number_can_be_bounded(people):
    assert names(people, "m", kinds=("contact",)) == []
    assert len(names(people, "r", most=1)) == 1


async def test_a_new_name_is_found_once_it_is_known(client, people):
    assert names(people, "mei") == []
    frame = changes(update(40, a_contact("ruth"), scope="directory", name="Mei Chen"))
    client.bench.apply(frame)
    await settle()
    people.take(client.bench.changes[-1])
    assert names(people, "mei") == ["Mei Chen"]
