# SPDX-License-Identifier: Apache-2.0
"""Customers beside a ticket: changed, found, put in another's place, made one of two."""
