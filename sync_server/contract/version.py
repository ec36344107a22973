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

SCHEMA_HASH = "6b35d57983946194946e295f7936dffcdb0253f53715baa5aaae6423e9b34384"
"""SHA-256 of the canonical JSON schema (descriptions and titles left out)."""
