#!/usr/bin/env bash
# Builds photo-proof in release, then runs what is asked for: metadata, neutralised, sealed, hop, memory; all of them by
# default. sealed.py needs the debug build of the program. beside, which needs photo sets, runs when it is named.
set -euo pipefail
cd "$(dirname "$0")/../.."
swift build -c release --package-path Tests/Benchmarks/Scan --scratch-path .build/bench-scan --product photo-proof >&2
proof=.build/bench-scan/release/photo-proof
python=.build/python/bin/python
photo=.build/bench-scan/12-megapixels.jpg
[ -e "$photo" ] || "$python" Tests/Photos/photo.py "$photo"
for part in "${@:-metadata neutralised sealed hop memory}"; do
    for name in $part; do
        case $name in
            metadata | neutralised | sealed | beside) "$python" "Tests/Photos/$name.py" ;;
            hop | memory) "$proof" "$name" "$photo" ;;
        esac
    done
done
