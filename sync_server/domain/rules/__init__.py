# SPDX-License-Identifier: Apache-2.0
"""Automation rules as values: a document gives a `Rule`, and a rule its document. Pure."""
