#!/bin/bash
# The simulated year with the release binary, as large as the tests ask: three seeds side by side, every invariant checked. The
# first world runs once more, smaller, in two processes and on disk: the digests must be the same. PERSONS=… DAYS=… SEEDS="…" for others.
# Arguments: the command, `sextant simulate` or `simulated-year`.
set -euo pipefail
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || { echo "name the command: sextant simulate, or simulated-year" >&2; exit 2; }
command=("$@")
persons=${PERSONS:-5000}
days=${DAYS:-400}
read -r -a seeds <<< "${SEEDS:-7 11 2026}"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

digest() { sed -n 's/^digest *//p' "$1"; }

echo "one world twice, in two processes, and on disk"
"${command[@]}" --seed "${seeds[0]}" --persons 200 --days 120 > "$folder/one" 2> /dev/null
"${command[@]}" --seed "${seeds[0]}" --persons 200 --days 120 > "$folder/two" 2> /dev/null
"${command[@]}" --seed "${seeds[0]}" --persons 200 --days 120 --on-disk > "$folder/disk" 2> /dev/null
[ -n "$(digest "$folder/one")" ]
for other in two disk; do
  if [ "$(digest "$folder/one")" != "$(digest "$folder/$other")" ]; then
    echo "digests differ: $(digest "$folder/one"), $(digest "$folder/$other") ($other)"
    exit 1
  fi
done
echo "  $(digest "$folder/one")"

echo "${#seeds[@]} seeds, $persons persons, $days days"
running=()
for seed in "${seeds[@]}"; do
  "${command[@]}" --seed "$seed" --persons "$persons" --days "$days" > "$folder/$seed" 2> "$folder/$seed.time" &
  running+=($!)
done
bad=0
for place in "${!seeds[@]}"; do
  seed=${seeds[$place]}
  if wait "${running[$place]}"; then
    echo "  seed $seed: $(cat "$folder/$seed.time"), $(digest "$folder/$seed")"
  else
    echo "  seed $seed FAILED"
    grep -v 'µs each' "$folder/$seed" || true
    bad=1
  fi
done
exit $bad
