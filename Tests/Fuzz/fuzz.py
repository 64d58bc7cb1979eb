#!/usr/bin/env python3
"""Builds the fuzzers with libFuzzer and the address sanitizer, and lets each run for a while.

`fuzz.py SECONDS [NAME…]`: headers, forms, labels. Outside SwiftPM, which doesn't link libFuzzer: the few files that a
fuzzer needs are compiled with it as one module. Ends with rows of `name value unit`; exit status 1 where one crashed,
hung or took more memory than allowed; the input that did it then lies in .build/fuzz."""
import pathlib
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
HERE = ROOT / "Tests/Fuzz"
BUILD = ROOT / ".build/fuzz"
INTAKE = "Sources/LabelScanning/Intake"
TARGETS = {
    "headers": (
        "HeaderFuzz.swift",
        [f"{INTAKE}/{name}.swift" for name in (
            "PhotoHeader", "PhotoHeader+JPEG", "PhotoHeader+PNG", "PhotoHeader+WebP", "PhotoHeader+HEIC",
            "PhotoHeader+ending", "BoxWalk", "HEICItems", "ByteReader", "FileKind", "PhotoOrientation",
            "PhotoRefusal", "PhotoLimits")] + ["Sources/LabelScanning/Image/PhotoPoint.swift"],
        ["Tests/LabelScanningTests/Fixtures"]),
    "forms": (
        "FormFuzz.swift",
        [f"Sources/ScanGateway/Forms/{name}.swift" for name in (
            "Form", "FormError", "FormFile", "FormLimits", "MultipartParser", "PartHeader", "URLEncodedForm",
            "ByteSearch")], ["Tests/Fuzz/Corpus/forms"]),
    "labels": (
        "LabelFuzz.swift",
        ["Sources/LabelScanning/Labels/LabelText.swift"] + [
            f"Sources/Facility/{name}.swift" for name in ("LabelCode", "Crockford32")],
        ["Tests/Fuzz/Corpus/labels"]),
}
# Of one module's files another's imports are not needed.
IMPORT = re.compile(r"^(?:public |internal )?import (?:Facility|Ledger)\n", re.M)


def build(name):
    entry, sources, _ = TARGETS[name]
    folder = BUILD / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for source in [HERE / entry] + [ROOT / source for source in sources]:
        (folder / source.name).write_text(IMPORT.sub("", source.read_text()))
    # Hundreds of the linker's warnings on symbols of the sanitizer are shown only where it fails.
    built = subprocess.run(
        ["swiftc", "-O", "-sanitize=fuzzer,address", "-parse-as-library", "-swift-version", "6", "-module-name",
         "Fuzzed", "-o", str(folder / "fuzz")] + sorted(str(file) for file in folder.glob("*.swift")),
        stderr=subprocess.PIPE, text=True)
    if built.returncode != 0:
        sys.exit(built.stderr)
    return folder


def run(name, seconds):
    folder = build(name)
    grown = folder / "grown"
    grown.mkdir()
    command = [
        str(folder / "fuzz"), str(grown), *[str(ROOT / seeds) for seeds in TARGETS[name][2]],
        f"-dict={HERE / 'words.dict'}", f"-max_total_time={seconds}", "-max_len=8192", "-timeout=10",
        "-rss_limit_mb=1024", f"-artifact_prefix={folder}/", "-print_final_stats=1", "-seed=1"]
    done = subprocess.run(command, stderr=subprocess.PIPE, text=True, env={"SWIFT_BACKTRACE": "enable=no"})
    count = re.search(r"stat::number_of_executed_units:\s*(\d+)", done.stderr)
    coverage = re.findall(r"cov: (\d+)", done.stderr)
    if done.returncode != 0:
        print(done.stderr[-4000:], file=sys.stderr)
    print(f"fuzz_{name}_executions {count.group(1) if count else 0} inputs")
    print(f"fuzz_{name}_coverage {coverage[-1] if coverage else 0} edges")
    print(f"fuzz_{name}_crashes {0 if done.returncode == 0 else 1} inputs", flush=True)
    return done.returncode == 0


def main():
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    names = sys.argv[2:] or list(TARGETS)
    sys.exit(0 if all([run(name, seconds) for name in names]) else 1)


if __name__ == "__main__":
    main()
