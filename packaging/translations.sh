#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Collect the words of the window and build its translations. Entries are filled in by hand, or with
# Qt Linguist, in resources/translations; a test fails while one is missing.
set -eu
cd "$(dirname "$0")/.."
bin=${BIN:-.venv/bin}
find ui -name '*.py' | sort >build-words.lst
trap 'rm -f build-words.lst' EXIT
for language in de; do
    file=resources/translations/deskbell_$language
    "$bin/pyside6-lupdate" -no-obsolete -locations none -target-language "$language" \
        @build-words.lst -ts "$file.ts"
    "$bin/pyside6-lrelease" "$file.ts" -qm "$file.qm"
done
