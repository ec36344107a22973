# SPDX-License-Identifier: Apache-2.0
"""Saved views kept sorted and current as changes arrive; pure, runs on the event loop."""
