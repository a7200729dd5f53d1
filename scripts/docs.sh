#!/bin/bash
# Writes the API description and the table of rights of a fresh installation to Docs/api/.
set -euo pipefail
binary=$1
folder=$(mktemp -d)
trap 'kill "$server" 2>/dev/null || true; rm -rf "$folder"' EXIT
"$binary" serve --data "$folder" --port 18765 & server=$!
for _ in $(seq 100); do curl -sf http://127.0.0.1:18765/readyz >/dev/null && break; sleep 0.1; done
mkdir -p Docs/api
curl -sf http://127.0.0.1:18765/openapi.json > Docs/api/openapi.json
curl -sf http://127.0.0.1:18765/docs/rights > Docs/api/rights.html
echo "wrote Docs/api/openapi.json and Docs/api/rights.html"
