# SPDX-License-Identifier: Apache-2.0
"""The clocks of tickets as an agent reads them: by the desk's calendars, with a link or without."""
