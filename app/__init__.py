# SPDX-License-Identifier: Apache-2.0
"""The client without Qt, on the event loop of its process; only app.cache.worker has a thread."""
