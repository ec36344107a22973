# SPDX-License-Identifier: Apache-2.0
"""The Qt windows of the agent application; runs on the GUI thread only."""
