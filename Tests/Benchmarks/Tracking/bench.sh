#!/usr/bin/env bash
# Builds the bench in release and runs it: rows of `name value unit`, medians of several rounds.
set -euo pipefail
cd "$(dirname "$0")/../../.."
swift build -c release --package-path Tests/Benchmarks/Tracking --scratch-path .build/bench-tracking \
    --product tracking-bench >&2
exec .build/bench-tracking/release/tracking-bench
