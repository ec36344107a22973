# SPDX-License-Identifier: Apache-2.0
"""Making one ticket of two, or two of one, and saying what one ticket is to another.

Nothing here is imported before somebody does so.
"""
