# SPDX-License-Identifier: Apache-2.0
"""Settings, the look that follows them, and what helps to find out what went wrong."""
