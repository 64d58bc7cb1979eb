#!/usr/bin/env bash
# Builds the program in release and measures the repair desk.
set -euo pipefail
cd "$(dirname "$0")/../../.."
swift build -c release --product mendmark
exec python3 Tests/Benchmarks/Desk/bench.py
