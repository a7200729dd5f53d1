#!/bin/bash
# Runs every test in one build, then the simulated year with an optimised one, which needs no server. Says what failed and exits
# accordingly. Tests of deadlines, and those that wait for replies over HTTP, run by themselves, one after the other: beside hundreds of
# others a deadline passes for reasons of the machine. SEXTANT_LONG=1 adds planted mistakes in the simulated year. YEAR=yes, no or auto:
# whether 5,000 persons live through 400 days with three seeds; auto leaves it out, and says so, where the machine has taken more than
# MINUTES (45) until then. Arguments go to the optimised build.
set -euo pipefail
cd "$(dirname "$0")/.."
began=$(date +%s)
swift build --build-tests
deadlines="APITests|InteroperabilityTests|PartialReplyTests|SystemGateTests|WaitingTests|SampleSearchTests"
swift test --skip-build --skip "$deadlines"
swift test --skip-build --no-parallel --filter "$deadlines"

year=${YEAR:-auto}
if [ "$year" = auto ]; then
  year=yes
  minutes=$((($(date +%s) - began) / 60))
  if [ "$minutes" -gt "${MINUTES:-45}" ]; then
    echo "NOT RUN: the simulated year. This machine has taken $minutes minutes for the tests before it; \`make test YEAR=yes\` runs it."
    year=no
  fi
fi
if [ "$year" = yes ]; then
  SEXTANT_ONLY=simulated-year swift build -c release --product simulated-year --scratch-path .build/year "$@"
  scripts/test-simulation.sh .build/year/release/simulated-year
fi
