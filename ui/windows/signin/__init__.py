# SPDX-License-Identifier: Apache-2.0
"""The sign-in window with join code and connection check; runs on the GUI thread."""
