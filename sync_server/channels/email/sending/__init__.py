# SPDX-License-Identifier: Apache-2.0
"""How mail leaves: composed from rows, queued as rows, and told to a mail server once."""
