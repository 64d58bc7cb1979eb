#!/usr/bin/env bash
# setup.sh VENV "PYPI…" DEBIAN…: installs what is missing, and says what it does. Quick where nothing is.
set -euo pipefail
venv=$1 pypi=$2
shift 2

command -v swift >/dev/null || { echo "setup: Swift 6.2 or later is needed: https://www.swift.org/install" >&2; exit 1; }

missing=()
for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
    echo "setup: installing ${missing[*]}"
    sudo=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || { echo "setup: run as root, or install sudo" >&2; exit 1; }
        sudo=(sudo)
    fi
    "${sudo[@]}" apt-get update -q
    # Nothing that is there gives way: OpenSMTPD would take another mail server's place.
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -q --no-install-recommends --no-remove "${missing[@]}"
    # Tests start it by themselves on loopback; its service is of no use here.
    if [[ " ${missing[*]} " == *" opensmtpd "* ]] && command -v systemctl >/dev/null; then
        "${sudo[@]}" systemctl disable -q --now opensmtpd || true
    fi
fi

if [ "$(cat "$venv/.installed" 2>/dev/null)" != "$pypi" ]; then
    echo "setup: installing $pypi into $venv"
    python3 -m venv "$venv"
    # shellcheck disable=SC2086 # a list of words
    "$venv/bin/pip" install -q --disable-pip-version-check $pypi
    echo "$pypi" > "$venv/.installed"
fi
