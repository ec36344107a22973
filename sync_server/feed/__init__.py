# SPDX-License-Identifier: Apache-2.0
"""Follows the change log and knows whom a change concerns; runs on the event loop."""
