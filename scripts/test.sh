#!/bin/bash
# Runs the whole test suite in one build. Says what failed and exits accordingly.
set -euo pipefail
cd "$(dirname "$0")/.."
swift build --build-tests
swift test --skip-build
