#!/usr/bin/env python3
"""Compares a new run of the benchmark with the recorded one, generously.

    check.py RESULT [RECORDED]

Calls and rounds have to be the recorded ones. Bytes and classes may grow by 5%, the ratio of two Java functions by 25%.
The ratio of a Java function to the Python function is printed only: it moves by a quarter with the machine's phase.
"""
import json
import pathlib
import sys

RECORD = pathlib.Path(__file__).resolve().parent.parent / "docs" / "performance.json"
COUNTS, GROWING, JAVA = 1, 1.05, 1.25
# It depends on which calls happen to overlap.
NOT_COMPARED = ("connections",)


def compared(result, record):
    """Lines on all that both runs have, and those among them that are worse."""
    lines, worse = [], []

    def line(name, found, recorded, most):
        bad = most is not None and found > recorded * most
        note = "not checked" if most is None else f"at most {recorded * most:g}"
        lines.append(f"{'WORSE' if bad else 'ok':5} {name}: {found:g}, recorded {recorded:g} ({note})")
        if bad:
            worse.append(lines[-1])

    counts = result.get("counts", {})
    for name, recorded in record.get("counts", {}).items():
        if name in counts:
            allowed = GROWING if name in ("zip_bytes", "classes") else COUNTS
            line(name, counts[name], recorded, None if name in NOT_COMPARED else allowed)
    for name, recorded in record.get("ratios", {}).items():
        if name in result.get("ratios", {}):
            line(name, result["ratios"][name], recorded, None if "peer" in name else JAVA)
    return lines, worse


def main():
    result = json.loads(pathlib.Path(sys.argv[1]).read_text())
    record = json.loads(pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else RECORD).read_text())
    lines, worse = compared(result, record)
    print("\n".join(lines))
    if not lines:
        sys.exit("The two runs have nothing in common.")
    if worse:
        sys.exit(f"{len(worse)} of {len(lines)} figures are worse than docs/performance.json allows. If that is meant:"
                 " make bench performance-page, on a quiet machine.")


if __name__ == "__main__":
    main()
