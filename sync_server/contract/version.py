# SPDX-License-Identifier: Apache-2.0
"""The protocol's version, and what each version changed.

A test hashes the schema of everything that travels. When it fails, either undo the change, or
raise `PROTOCOL`, add a line to the history, set the new hash, and keep the old version's corpus
decodable.
"""

PROTOCOL = 3
"""What this code speaks."""

OLDEST_PROTOCOL = 1
"""The oldest peer that this code still understands."""

HISTORY = {
    1: "The first: tickets, messages, people, teams, views, presence, digests.",
    2: "Drafts that follow their author: the kind `draft`, the command `keep_draft`.",
    3: "A look at what a colleague is writing: the query `read_draft`.",
}

SCHEMA_HASH = "8c82a47eec6452636fc1064a45926ffa31ee5cb41e40d1479ec63cfa8d383e51"
"""SHA-256 of the canonical JSON schema (descriptions and titles left out)."""
