# SPDX-License-Identifier: Apache-2.0
"""Service levels: which promise a ticket has (`policies`), and how its clocks keep it (`course`).

Pure: a ticket's clocks, what happened, and when, give its clocks afterwards.
"""
