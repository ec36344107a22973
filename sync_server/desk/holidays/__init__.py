# SPDX-License-Identifier: Apache-2.0
"""Holidays out of other people's lists, to be added to a calendar's document.

For any worker thread. Whoever needs a module of it imports that when the time comes: the lists of
all countries and the reader of files cost what no start of a server has to wait for.
"""
