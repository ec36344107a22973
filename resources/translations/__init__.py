# SPDX-License-Identifier: Apache-2.0
"""The words of the window in other languages than English, as sources (.ts) and built (.qm)."""
