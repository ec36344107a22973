# SPDX-License-Identifier: Apache-2.0
"""HTTP for customers and for programs: the form, the ticket page, and what joins them."""
