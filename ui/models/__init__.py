# SPDX-License-Identifier: Apache-2.0
"""Item models that map view rows to roles and hold no logic; runs on the GUI thread."""
