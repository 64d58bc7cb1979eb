#!/usr/bin/env bash
# Builds the label press and the bench, makes the sets of photos and measures: rows of `name value unit`.
set -euo pipefail
cd "$(dirname "$0")/../../.."
swift build --product label-press >&2
swift build -c release --package-path Tests/Benchmarks/Scan --scratch-path .build/bench-scan --product scan-bench >&2
exec .build/bench-python/bin/python Tests/Benchmarks/Scan/bench.py
