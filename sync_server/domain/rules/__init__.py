# SPDX-License-Identifier: Apache-2.0
"""Automation rules: their documents (`document`), and what they want of a ticket (`running`).

Pure: rules, an event and the facts of a ticket give effects, each with the rule that wants it.
"""
