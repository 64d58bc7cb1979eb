#!/usr/bin/env bash
# Installs what is missing of the peers, builds the bench in release and runs it.
set -euo pipefail
cd "$(dirname "$0")/../../.."
peers=.build/peers
[ -x $peers/bin/python ] || python3 -m venv $peers
$peers/bin/pip -q install -r Tests/Benchmarks/Peers/labels/requirements.txt ||
    echo "bench: PyPI's peers can't be installed: they will be absent" >&2
swift build -c release --package-path Tests/Benchmarks/Labels --scratch-path .build/bench --product sheet-bench
exec python3 Tests/Benchmarks/Labels/bench.py
