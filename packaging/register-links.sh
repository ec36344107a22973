#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Lets the desktop of this person open deskbell:// links with the program of this checkout, and
# shows it among the applications. A package of the system installs the same two files for everybody.
#
#   packaging/register-links.sh            register it
#   packaging/register-links.sh remove     take it away again
set -eu

cd "$(dirname "$0")/.."
data=${XDG_DATA_HOME:-$HOME/.local/share}
entry=$data/applications/deskbell.desktop
icon=$data/icons/hicolor/scalable/apps/deskbell.svg

if [ "${1:-}" = remove ]; then
    rm -f "$entry" "$icon"
else
    program=$(pwd)/.venv/bin/deskbell
    mkdir -p "$(dirname "$entry")" "$(dirname "$icon")"
    # In an entry a path stands in quotes, and what is special in one is written with a backslash.
    quoted=$(printf '%s' "$program" | sed 's/[\\"`$]/\\&/g; s/\\/\\\\/g; s/[&|\\]/\\&/g')
    sed "s|^Exec=deskbell|Exec=\"$quoted\"|" packaging/linux/deskbell.desktop >"$entry"
    cp resources/deskbell.svg "$icon"
fi
if command -v update-desktop-database >/dev/null; then
    update-desktop-database -q "$data/applications"
fi
if [ "${1:-}" != remove ] && command -v xdg-mime >/dev/null; then
    xdg-mime default deskbell.desktop x-scheme-handler/deskbell
fi
