#!/usr/bin/env python3
"""Writes docs/performance.svg and the tables of docs/performance.md from the result of a run.

    report.py docs/performance.json
"""
import json
import pathlib
import sys

TOP = pathlib.Path(__file__).resolve().parent.parent
PAGE = TOP / "docs" / "performance.md"
PICTURE = TOP / "docs" / "performance.svg"
BEGIN, END = "<!-- begin: written by make bench-report -->", "<!-- end -->"
NAMES = {
    "noop": "empty Java function",
    "peer": "Python function (boto3)",
    "image": "Tagscaler, container layout with an AOT cache",
    "zip": "Tagscaler, the zip of sam build",
    "naive": "naive Java function",
}


def tables(result):
    cold, warm = result["cold"], result["warm"]
    order = [name for name in NAMES if name in cold]
    lines = [
        BEGIN, "",
        f"Measured on {result['date']}: {result['machine']}; {result['jdk']}; medians of {result['rounds']} rounds in"
        f" rotated order, the middle half in parentheses; {result['wait_ms']:g} ms for each call to AWS.", "",
        "![Processor time of a cold start](performance.svg)", "",
        "**A cold start, from the start of the process to the first answer**", "",
        "| Function | processor time, ms | of it before the event | elapsed, ms | first event, ms | memory, MB | calls |",
        "|---|---|---|---|---|---|---|",
    ]
    for name in order:
        each = cold[name]
        lines.append(
            f"| {NAMES[name]} | {spread(each['cpu_ms'])} | {each['init_cpu_ms']['median']:.0f} | {spread(each['total_ms'])}"
            f" | {each['first_ms']['median']:.0f} | {each['rss_mb']['median']:.0f} | {each['calls']['median']:.0f} |")
    lines += ["", "**A warm event of an endpoint that is as it should be**", "",
              "| Function | processor time, ms | median, ms | 99th percentile, ms | calls |", "|---|---|---|---|---|"]
    for name in order:
        each = warm[name]
        lines.append(f"| {NAMES[name]} | {each['cpu_ms']:.1f} | {each['p50_ms']:.1f} | {each['p99_ms']:.1f}"
                     f" | {each['calls']:.1f} |")
    lines += ["", "**Ratios of this run**", "", "| | |", "|---|---|"]
    lines += [f"| {name} | {value:.2f} |" for name, value in result["ratios"].items() if value is not None]
    lines += ["", f"The zip has {result['zip_bytes'] / 1e6:.1f} MB.", "", END]
    return "\n".join(lines)


def spread(value):
    return f"{value['median']:.0f} ({value['low']:.0f}–{value['high']:.0f})"


def picture(result):
    """Bars of processor time, before the event and for it; in the reader's own colors, light or dark."""
    cold = result["cold"]
    order = [name for name in NAMES if name in cold]
    width, left, row, top = 760, 300, 34, 56
    height = top + row * len(order) + 34
    most = max(cold[name]["cpu_ms"]["high"] for name in order)
    scale = (width - left - 90) / most
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" aria-labelledby="t d">',
        '<title id="t">Processor time of a cold start</title>',
        '<desc id="d">' + "; ".join(
            f"{NAMES[name]} {cold[name]['cpu_ms']['median']:.0f} ms" for name in order) + ".</desc>",
        "<style>text{font:14px system-ui,sans-serif;fill:#1f2328}.s{font-size:12px;fill:#59636e}.a{fill:#8fb7e8}"
        ".b{fill:#1f6feb}.n{fill:#c4ccd4}.m{fill:#8c959f}.h{stroke:#1f2328;stroke-width:1.5}"
        "@media(prefers-color-scheme:dark){text{fill:#e6edf3}.s{fill:#9198a1}.a{fill:#28486f}.b{fill:#4493f8}"
        ".n{fill:#3d444d}.m{fill:#7d8590}.h{stroke:#e6edf3}}</style>",
        '<text x="0" y="18" font-weight="600">Processor time of a cold start, in milliseconds</text>',
        '<text class="s" x="0" y="38">light: before the event · full: until its answer · line: middle half of the rounds</text>',
    ]
    for index, name in enumerate(order):
        each = cold[name]
        ours = name in ("zip", "image")
        y = top + index * row
        total, init = each["cpu_ms"]["median"] * scale, each["init_cpu_ms"]["median"] * scale
        weight, full, light = (' font-weight="600"', "b", "a") if ours else ("", "m", "n")
        out += [
            f'<text x="{left - 12}" y="{y + 17}" text-anchor="end"{weight}>{NAMES[name]}</text>',
            f'<rect class="{full}" x="{left}" y="{y}" width="{total:.1f}" height="24" rx="3"/>',
            f'<rect class="{light}" x="{left}" y="{y}" width="{init:.1f}" height="24" rx="3"/>',
            f'<line class="h" x1="{left + each["cpu_ms"]["low"] * scale:.1f}" x2="{left + each["cpu_ms"]["high"] * scale:.1f}"'
            f' y1="{y + 12}" y2="{y + 12}"/>',
            f'<text x="{left + each["cpu_ms"]["high"] * scale + 8:.1f}" y="{y + 17}">{each["cpu_ms"]["median"]:.0f}</text>',
        ]
    out += [f'<text class="s" x="0" y="{height - 8}">{result["date"]}, one core of {result["machine"].split(",")[0]}; not measured on AWS</text>',
            "</svg>"]
    return "\n".join(out) + "\n"


def main():
    result = json.loads(pathlib.Path(sys.argv[1]).read_text())
    PICTURE.write_text(picture(result))
    page = PAGE.read_text()
    PAGE.write_text(page[: page.index(BEGIN)] + tables(result) + page[page.index(END) + len(END):])


if __name__ == "__main__":
    main()
