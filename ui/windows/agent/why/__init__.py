# SPDX-License-Identifier: Apache-2.0
"""Why a ticket is where it is: what the desk decided about it, and how its clocks ran."""
