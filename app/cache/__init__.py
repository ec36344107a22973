# SPDX-License-Identifier: Apache-2.0
"""The encrypted local database; runs on the cache worker's thread, which alone touches the file."""
