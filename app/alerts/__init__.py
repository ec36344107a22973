# SPDX-License-Identifier: Apache-2.0
"""What an agent has to be told of, and when: with a link to the desk or without."""
