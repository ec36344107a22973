# SPDX-License-Identifier: Apache-2.0
import pytest

from app.workspace.changes import Changes
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


async def test_they_can_be_read_in_parts_before_somebody_asks(people):
    parts = [people.read(2)]
    while parts[-1]:
        parts.append(people.read(2))
    assert len(parts) > 2
    assert not people.read(2)
    assert names(people, "hana") == ["Hana Ito"]


async def test_only_who_changed_is_read_anew(client, people, monkeypatch):
    before = people.all()
    frame = changes(
        update(40, a_contact("ruth"), scope="directory", name="Mei Chen"),
        update(41, a_contact("hana"), scope="directory", merged_into="ruth"),
    )
    client.bench.apply(frame)
    await settle()
    monkeypatch.setattr(client.workspace, "all", lambda type_: pytest.fail("all were read"))
    people.take(client.bench.changes[-1])
    after = people.all()
    assert {each.name for each in before} - {each.name for each in after} == {
        "Hana Ito",
        "Ruth Adeyemi",
    }
    assert {each.name for each in after} - {each.name for each in before} == {"Mei Chen"}


async def test_who_changes_while_others_are_read_has_the_new_name(client, people):
    people.read(1)
    frame = changes(update(40, a_contact("ruth"), scope="directory", name="Mei Chen"))
    client.bench.apply(frame)
    await settle()
    people.take(client.bench.changes[-1])
    assert names(people, "mei") == ["Mei Chen"]
    assert names(people, "ruth") == []


async def test_all_are_read_anew_when_everything_is_different(client, people):
    people.all()
    people.take(Changes(rows={}, reloaded=True))
    assert people.read(1)
    assert names(people, "hana") == ["Hana Ito"]
