#!/bin/bash
# Installs the Debian packages that Sextant needs and that are missing, and says so.
set -euo pipefail
# libturbojpeg0 and libopenjp2-7 are loaded when a JPEG or JPEG 2000 image comes; xmllint (libxml2-utils) checks schemas in tests.
wanted=(libsqlite3-dev zlib1g-dev libxml2 libxml2-utils libcurl4 tzdata openssl libturbojpeg0 libopenjp2-7)
missing=()
for package in "${wanted[@]}"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q '^install ok installed$' || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0
echo "installing Debian packages: ${missing[*]}"
as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; elif command -v sudo >/dev/null; then sudo "$@"; else
    echo "these packages are missing and this is neither root nor a machine with sudo: ${missing[*]}" >&2; exit 1; fi; }
export DEBIAN_FRONTEND=noninteractive
as_root apt-get update -q
as_root apt-get install -y -q --no-install-recommends "${missing[@]}"
