# SPDX-License-Identifier: Apache-2.0
"""The windows, one folder per area of work; runs on the GUI thread."""
