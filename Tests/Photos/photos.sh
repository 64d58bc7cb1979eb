#!/usr/bin/env bash
# Builds photo-proof in release, then runs what is asked for: metadata, neutralised, hop, memory; all of them by default.
set -euo pipefail
cd "$(dirname "$0")/../.."
swift build -c release --package-path Tests/Photos --scratch-path .build/photo-proof --product photo-proof >&2
proof=.build/photo-proof/release/photo-proof
python=.build/python/bin/python
photo=.build/photo-proof/12-megapixels.jpg
[ -e "$photo" ] || "$python" Tests/Photos/photo.py "$photo"
for part in "${@:-metadata neutralised hop memory}"; do
    for name in $part; do
        case $name in
            metadata | neutralised) "$python" "Tests/Photos/$name.py" ;;
            hop | memory) "$proof" "$name" "$photo" ;;
        esac
    done
done
