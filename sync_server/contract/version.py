# SPDX-License-Identifier: Apache-2.0
"""The protocol's version, and what each version changed.

A test hashes the schema of everything that travels. When it fails, either undo the change, or
raise `PROTOCOL`, add a line to the history, set the new hash, and keep the old version's corpus
decodable.
"""

PROTOCOL = 1
"""What this code speaks."""

OLDEST_PROTOCOL = 1
"""The oldest peer that this code still understands."""

HISTORY = {
    1: "The first: tickets, messages, people, teams, views, presence, digests.",
}

SCHEMA_HASH = "bbf567dbc79f24eff30beb2ea91b1e4d54b1fab8ab59d1776feb8b13ba8969fe"
"""SHA-256 of the canonical JSON schema (descriptions and titles left out)."""
