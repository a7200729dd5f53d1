#!/bin/bash
# Every check of Tests/Browser against a small demo of its own: scripts/browser.sh BINARY [FOLDER FOR PICTURES]
# Needs chromium, chromium-driver and python3 with selenium (PYTHON names another interpreter).
set -euo pipefail
binary=$1
pictures=${2:-var/pictures}
python=${PYTHON:-python3}
command -v chromium >/dev/null && command -v chromedriver >/dev/null || { echo "install chromium and chromium-driver" >&2; exit 1; }
"$python" -c 'import selenium' || { echo "install selenium: pip install -r Tests/Browser/requirements.txt" >&2; exit 1; }
folder=$(mktemp -d)
port=${PORT:-8093}
"$binary" demo --folder "$folder/demo" --persons "${PERSONS:-2000}" --checks 50 --port "$port" >"$folder/log" 2>&1 &
server=$!
trap 'kill $server 2>/dev/null || true; wait $server 2>/dev/null || true; rm -rf "$folder"' EXIT
for _ in $(seq 1200); do
    grep -q "page is at" "$folder/log" && break
    kill -0 $server 2>/dev/null || { cat "$folder/log" >&2; exit 1; }
    sleep 0.5
done
grep -q "page is at" "$folder/log" || { echo "the demo did not start" >&2; cat "$folder/log" >&2; exit 1; }
address=http://127.0.0.1:$port
status=0
"$python" Tests/Browser/screenshots.py "$address" "$pictures" || status=1
"$python" Tests/Browser/keyboard_check.py "$address" || status=1
"$python" Tests/Browser/adjudication_check.py "$address" || status=1
exit $status
