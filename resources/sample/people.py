# SPDX-License-Identifier: Apache-2.0
"""Makes the people of the sample desk: teams, agents, organisations and their contacts."""

import unicodedata
from collections.abc import Container
from dataclasses import dataclass
from random import Random
from typing import Any, Final, get_args
from zlib import crc32

from resources.sample.model import (
    Level,
    Role,
    SampleAgent,
    SampleContact,
    SampleOrganisation,
    SamplePlace,
    SampleReply,
    SampleTeam,
)

CONTACTS: Final = 400
PLANS: Final = ("platinum", "gold")

_FOLDED: Final = str.maketrans({"ø": "o", "ß": "ss", "æ": "ae", "ł": "l", "đ": "d"})


@dataclass(frozen=True, slots=True)
class People:
    """Everybody, and how much of the work waits for whom.

    `our_turn` is (agent's address, team) -> tickets; the other three are team -> tickets.
    """

    domain: str
    teams: tuple[SampleTeam, ...]
    agents: tuple[SampleAgent, ...]
    organisations: tuple[SampleOrganisation, ...]
    contacts: tuple[SampleContact, ...]
    our_turn: dict[tuple[str, str], int]
    pending: dict[str, int]
    on_hold: dict[str, int]


def address(name: str, domain: str) -> str:
    """The address that a person of that name has at a domain."""
    folded = unicodedata.normalize("NFKD", name.lower().translate(_FOLDED))
    plain = "".join(letter for letter in folded if letter.isascii())
    return f"{'.'.join(plain.replace('-', ' ').split())}@{domain}"


def make_people(random: Random, company: dict[str, Any]) -> People:
    """The people that the company file describes, filled up to `CONTACTS` customers."""
    domain = company["domain"]
    organisations = tuple(_organisation(line) for line in company["customers"]["organisations"])
    return People(
        domain=domain,
        teams=tuple(SampleTeam(team["name"], team["colour"]) for team in company["team"]),
        agents=tuple(_agent(entry, domain) for entry in company["agent"]),
        organisations=organisations,
        contacts=_contacts(random, company, organisations),
        our_turn={
            (address(entry["name"], domain), team): count
            for entry in company["agent"]
            for team, count in entry.get("our_turn", {}).items()
        },
        pending=company["waiting"]["pending"],
        on_hold=company["waiting"]["on_hold"],
    )


def _agent(entry: dict[str, Any], domain: str) -> SampleAgent:
    levels = dict.fromkeys(entry.get("our_turn", {}), "work") | entry.get("teams", {})
    return SampleAgent(
        name=entry["name"],
        email=address(entry["name"], domain),
        role=_role(entry.get("role", "agent")),
        teams=tuple(SamplePlace(team, _level(level)) for team, level in levels.items()),
        languages=tuple(entry.get("languages", ["en"])),
        replies=tuple(SampleReply(each["name"], each["text"]) for each in entry.get("reply", ())),
    )


def _role(text: str) -> Role:
    role: Role = next(role for role in get_args(Role) if role == text)
    return role


def _level(text: str) -> Level:
    level: Level = next(level for level in get_args(Level) if level == text)
    return level


def _organisation(line: str) -> SampleOrganisation:
    name, domain, country, *more = (part.strip() for part in line.split("|"))
    consonants = [letter for letter in domain.partition(".")[0] if letter not in "aeiou-"]
    letters = "".join(consonants[:3])
    accounts = [part for part in more if part not in ("vip", *PLANS)]
    return SampleOrganisation(
        name=name,
        domains=(domain,),
        country=country,
        account=accounts[0] if accounts else f"{letters}-{1000 + crc32(domain.encode()) % 9000}",
        vip="vip" in more,
        plan=next((part for part in more if part in PLANS), ""),
    )


def _contacts(
    random: Random, company: dict[str, Any], organisations: tuple[SampleOrganisation, ...]
) -> tuple[SampleContact, ...]:
    """The named customers, then three in every organisation, then more wherever chance falls."""
    by_name = {organisation.name: organisation for organisation in organisations}
    found: dict[str, SampleContact] = {}
    for line in company["customers"]["named"]:
        name, organisation, *more = (part.strip() for part in line.split("|"))
        contact = _contact(random, company, by_name[organisation], name=name, vip="vip" in more)
        found[contact.email] = contact
    weights = [random.paretovariate(1.6) for _ in organisations]
    more = random.choices(organisations, weights, k=CONTACTS - len(found) - 3 * len(organisations))
    for organisation in (*organisations, *organisations, *organisations, *more):
        name = _new_name(random, company, organisation, found)
        contact = _contact(random, company, organisation, name=name, vip=False)
        found[contact.email] = contact
    return tuple(found.values())


def _new_name(
    random: Random,
    company: dict[str, Any],
    organisation: SampleOrganisation,
    taken: Container[str],
) -> str:
    """A name from the organisation's country whose address nobody there has."""
    given = company["given"][organisation.country]
    family = company["family"][organisation.country]
    free = [
        name
        for name in (f"{first} {last}" for first in given for last in family)
        if address(name, organisation.domains[0]) not in taken
    ]
    return random.choice(free)


def _contact(
    random: Random,
    company: dict[str, Any],
    organisation: SampleOrganisation,
    *,
    name: str,
    vip: bool,
) -> SampleContact:
    country = company["countries"][organisation.country]
    return SampleContact(
        name=name,
        email=address(name, organisation.domains[0]),
        phone=country["phone"].replace("{4}", f"{random.randrange(10000):04}"),
        organisation=organisation.name,
        vip=vip,
        language=country["language"],
        timezone=country["zone"],
    )
