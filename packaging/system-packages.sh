#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Installs what Deskbell needs from the system, and only what is missing of it.
#
#   packaging/system-packages.sh server  to run the server alone
#   packaging/system-packages.sh run     to run the client and the server
#   packaging/system-packages.sh test    to run the tests as well
#
# Knows Debian and its children. With nothing missing it neither asks for rights nor touches the
# network. Without the rights to install, it prints the line to run and fails. PYTHON names the
# interpreter that will make the virtual environment.
set -eu

purpose=${1:-}
python=${PYTHON:-python3}

# Qt's own libraries, then those of its X11 platform.
qt="libglib2.0-0 libgl1 libegl1 libx11-6 libdbus-1-3 libfontconfig1 libxkbcommon0 libbrotli1"
x11="libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0"
wayland="libwayland-cursor0"
# A display to draw on where there is none, and fonts so that every script can be read on it.
virtual_display="xvfb fonts-noto-core fonts-noto-cjk fonts-noto-color-emoji"
services="dbus gnome-keyring at-spi2-core"
# Hands that press keys on it, and somebody who puts windows side by side.
hands="xdotool openbox"
# A mail store, for tests of reading mailboxes.
mail="dovecot-imapd"
# Shows the pages for customers as they see them.
pages="chromium"
# Sees from outside which files and connections a program opens.
watch="strace"

case $purpose in
    server) wanted= ;;
    run)
        wanted="$qt $x11 $wayland"
        if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
            wanted="$wanted $virtual_display"
        fi
        ;;
    test) wanted="$qt $x11 $wayland $virtual_display $services $hands $mail $pages $watch" ;;
    *)
        echo "usage: $0 server|run|test" >&2
        exit 2
        ;;
esac

if ! command -v dpkg-query >/dev/null 2>&1; then
    exit 0 # Windows and macOS need nothing; other Linux families name these packages differently
fi

# A package counts as present when its name, or a name that it provides, is installed.
present=$(dpkg-query -W -f='${db:Status-Status} ${Package} ${Provides}\n' |
    sed -n 's/^installed //p' | sed 's/([^)]*)//g' | tr ',' ' ')
present=" $(echo "$present" | tr '\n' ' ') "
missing=
for package in $wanted; do
    case $present in
        *" $package "*) ;;
        *) missing="$missing $package" ;;
    esac
done

if ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
    missing="$missing $("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
fi
# Debian keeps the mails that Python's own tests read in a package of its own.
if [ "$purpose" = test ] && ! "$python" -c 'import test.test_email' >/dev/null 2>&1; then
    suite=$("$python" -c 'import sys; print("libpython%d.%d-testsuite" % sys.version_info[:2])')
    case $present in
        *" $suite "*) ;;
        *) missing="$missing $suite" ;;
    esac
fi
if [ "$purpose" = test ] && ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then
    missing="$missing postgresql"
fi

if [ -z "$missing" ]; then
    exit 0
fi
install="apt-get install -y --no-install-recommends$missing"
if [ "$(id -u)" -eq 0 ]; then
    as_root=
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    as_root="sudo -n"
else
    echo "Some system packages are missing. Install them, then try again:" >&2
    echo "    sudo apt-get update && sudo $install" >&2
    exit 1
fi
echo "Installing system packages:$missing"
$as_root apt-get update -q
$as_root env DEBIAN_FRONTEND=noninteractive $install
