# SPDX-License-Identifier: Apache-2.0
"""Routing: who gets a ticket (`decision`), and which ticket is next (`queue`).

Pure: agents, tickets, a queue's settings and an instant give the decision, and the same ones give
the same decision whenever they are asked again, in whatever order they come.
"""
