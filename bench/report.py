#!/usr/bin/env python3
"""Writes the figures of docs/performance.md, its picture and the line of the README from the result of a run.

    report.py [--record target/bench/result.json] [--check]

--record makes that run the recorded one, docs/performance.json. --check writes nothing, and fails if a figure on a page is
not the recorded one.
"""
import argparse
import json
import pathlib
import re
import shutil
import sys

TOP = pathlib.Path(__file__).resolve().parent.parent
RECORD = TOP / "docs" / "performance.json"
PICTURE = TOP / "docs" / "performance.svg"
PAGES = [TOP / "docs" / "performance.md", TOP / "README.md"]
BLOCK = re.compile(r"(<!-- figures: ([a-z-]+) -->)(.*?)(<!-- end of figures -->)", re.DOTALL)
NAMES = {
    "noop": "Empty Java function",
    "peer": "Python function",
    "image": "**Tagscaler, container image**",
    "snapstart": "**Tagscaler, SnapStart** (from the restore)",
    "zip": "**Tagscaler, zip**",
    "unprimed": "Tagscaler, zip without priming",
    "naive": "Naive Java function",
}


def spread(value, digits=0):
    return f"{value['median']:.{digits}f} ({value['low']:.{digits}f}–{value['high']:.{digits}f})"


def whole(value):
    return f"{value['median']:.0f}"


def table(head, rows):
    return "\n".join(["| " + " | ".join(head) + " |", "|---" * len(head) + "|",
                      *("| " + " | ".join(row) + " |" for row in rows)])


def paragraphs(*parts):
    return "\n" + "\n\n".join(parts) + "\n"


def run(result):
    skipped = "".join(
        f" Left out: {name} ({reason})." for name, reason in result["skipped"].items() if name != "throttled")
    return paragraphs(
        f"Measured on {result['date']} with `make bench`: {result['machine']}; {result['jdk']}. All figures are medians of"
        f" {result['rounds']} rounds in rotated order, with the middle half in parentheses.{skipped} The whole result:"
        f" [performance.json](performance.json).")


def ratio(result, name):
    value = result["ratios"].get(name)
    return "–" if value is None else f"{value:.2f}"


def ratios(result):
    rows = [
        ("Processor time of a cold start, zip / naive Java function", "cold cpu, zip / naive"),
        ("Processor time of a cold start, zip / Python function", "cold cpu, zip / peer"),
        ("Processor time of a cold start, image / Python function", "cold cpu, image / peer"),
        ("Processor time of a cold start, image / zip", "cold cpu, image / zip"),
        ("Processor time of the first event, zip / zip without priming", "first event cpu, zip / unprimed"),
        ("Time of the first event at 512 MB, zip / zip without priming", "throttled cold time of the first event, zip / unprimed"),
        ("Time to the first answer at 512 MB, zip / naive Java function", "throttled cold time, zip / naive"),
        ("Time to the first answer at 512 MB, zip / Python function", "throttled cold time, zip / peer"),
        ("Processor time of a warm event, zip / Python function", "warm cpu, zip / peer"),
        ("Time of a warm event, zip / Python function", "warm time, zip / peer"),
        ("Time of a warm event, zip / the waits of its three rounds", "warm time, zip / 3 rounds"),
    ]
    return paragraphs(table(
        ("Ratio of medians", ""), [(label, ratio(result, name)) for label, name in rows if name in result["ratios"]]))


def cold(result):
    found = result["cold"]
    order = [name for name in NAMES if name in found]
    return paragraphs(
        "![Processor time of a cold start, and its time at 512 MB](performance.svg)",
        f"From the start of the process to the first answer, on one processor, {result['cold_wait_ms']} ms for each call:",
        table(("Function", "processor time, ms", "before the event", "for it", "elapsed, ms", "memory, MB", "calls", "connections"),
              [(NAMES[name], spread(found[name]["cpu_ms"]), whole(found[name]["init_cpu_ms"]), whole(found[name]["first_cpu_ms"]),
                spread(found[name]["total_ms"]), whole(found[name]["rss_mb"]), whole(found[name]["calls"]),
                whole(found[name]["connections"])) for name in order]))


def throttled(result):
    found = result.get("throttled")
    if not found:
        return paragraphs("At 512 MB: not measured in this run, because " + result["skipped"].get("throttled", "it was left out") + ".")
    order = [name for name in NAMES if name in found]
    return paragraphs(
        "As at 512 MB: one whole processor until the function asks for its first event, as in Lambda's initialization, then"
        " 28.9% of it:",
        table(("Function", "initialization, ms", "first event, ms", "together, ms"),
              [(NAMES[name], whole(found[name]["init_ms"]), whole(found[name]["first_ms"]), spread(found[name]["total_ms"]))
               for name in order]))


def warm(result):
    found = result["warm"]
    rows = []
    for name in (each for each in NAMES if each in found):
        kinds = [("no_op", "")]
        if "repeated" in found[name]:
            kinds = [("no_op", ", read whole"), ("repeated", ", again within 15 minutes")]
        for kind, label in kinds:
            each = found[name][kind]
            waits = f"{each['waits_ms']:.1f}" if "waits_ms" in each else "–"
            rows.append((NAMES[name] + label, f"{each['cpu_ms']:.1f}", f"{each['p50_ms']:.1f}", waits, f"{each['p99_ms']:.1f}",
                         f"{each['calls']:.0f}"))
    return paragraphs(
        f"An event of an endpoint that is as it should be, {result['warm_wait_ms']} ms for each call:",
        table(("Function", "processor time, ms", "median, ms", "waiting for AWS, ms", "99th percentile, ms", "calls"), rows))


def throughput(result):
    found = result["throughput"]
    return paragraphs(
        f"1,000 events of 100 endpoints from a queue, in batches of 5, by 5 instances of the function on one processor,"
        f" {result['warm_wait_ms']} ms for each call. Events of one endpoint in a batch are reconciled once. The floor is three"
        " rounds of calls for each run, and nothing else:",
        table(("Order of the events", "batches", "runs", "seconds", "seconds / floor", "events per second"),
              [(label, f"{each['batches']}", f"{each['runs']}", f"{each['seconds']:.1f}", f"{each['ratio']:.2f}",
                f"{1000 / each['seconds']:.0f}")
               for label, each in (("one endpoint after another", found["in_bursts"]), ("mixed", found["mixed"]))]))


def counts(result):
    found = result["counts"]
    rows = [(label, f"{found[key + '_calls']}", f"{found[key + '_rounds']}") for label, key in (
        ("of an endpoint without tags of Tagscaler", "untagged"),
        ("of an endpoint as it should be", "no_op"),
        ("the same again within 15 minutes, as scaling repeats it", "repeated"),
        ("that registers an endpoint", "registration"))]
    return paragraphs(
        table(("Event", "calls", "rounds"), rows),
        f"The zip is {found['zip_bytes'] / 1e6:.1f} MB. Until its first answer, the function loads {found['classes']:,} classes,"
        " without TLS.")


def core(result):
    found = result["core"]
    return paragraphs(table(
        ("Tags", "time, µs", "allocated, kB"),
        [(label, f"{found[key]['us']:.0f}", f"{found[key]['kb']:.0f}")
         for label, key in (("`policy` and `max`", "usual"), ("six, with a schedule", "schedule"))]))


def sweep(result):
    rows = []
    for size, found in result["sweep"].items():
        rows.append((f"{int(size):,}", f"{found['calls']:,}", f"{found['calls'] / int(size):.3f}", f"{found['seconds']:.1f}",
                     f"{found['cpu_ms'] / 1000:.1f}", f"{found['heap_mb']}", f"{found['rss_mb']:.0f}", f"{found['unread']:,}"))
    sizes = list(result["sweep"].values())
    more = ("The calls have no wait here; on AWS each takes some 10 to 50 ms. Most of the time is none of these: a sweep reads lists"
            " page by page at a limited rate, to leave AWS's rate limits to others.")
    if len(sizes) == 2 and not any(found["unread"] for found in sizes):
        more += (f" Ten times the endpoints take {sizes[1]['seconds'] / sizes[0]['seconds']:.1f} times as long, and"
                 f" {sizes[1]['cpu_ms'] / sizes[0]['cpu_ms']:.1f} times the processor time.")
    for size, found in result["sweep"].items():
        if found["reads"]:
            more += (f" The sweep of {int(size):,} was the first one of its function, which reads up to 1,500 endpoints that it does"
                     " not know.")
        else:
            more += f" The first sweep of {int(size):,}, by a function that has just started, made {found['first']['calls']:,} calls."
    if any(found["unread"] for found in sizes):
        more += (" What a sweep has no time for, it leaves to the next one, which continues there"
                 " ([limits](operations.md#rates-and-limits)).")
    return paragraphs(
        table(("Endpoints", "calls", "calls per endpoint", "seconds", "processor seconds", "heap, MB", "memory, MB", "left to the next"),
              rows), more)


def readme(result):
    def part(name, text):
        return text.format(f"{result['ratios'][name]:.2f}") if name in result["ratios"] else None

    found = [each for each in (
        part("cold cpu, zip / naive", "A cold start of the zip takes {} times the processor time of a naive Java function."),
        part("cold cpu, zip / peer", "Compared with a Python function, it takes {} times,"),
        part("cold cpu, image / peer", "the container image {} times,"),
        part("warm cpu, zip / peer", "and a warm event {} times."),
    ) if each]
    return (f"\n**Fast and small.** Measured side by side on one machine. {' '.join(found)} The zip is"
            f" {result['counts']['zip_bytes'] / 1e6:.1f} MB. All figures, and how to repeat them: [performance](docs/performance.md).\n")


BLOCKS = {"run": run, "ratios": ratios, "cold": cold, "throttled": throttled, "warm": warm, "throughput": throughput,
          "counts": counts, "core": core, "sweep": sweep, "readme": readme}
NEEDS = {"readme": "counts", "run": "ratios", "throttled": "ratios"}


def unmeasured(result):
    """The parts that a run was not asked for; one that cannot be measured here has a reason."""
    parts = ("counts", "cold", "throttled", "warm", "throughput", "core", "sweep")
    return [part for part in parts if part not in result and part not in result["skipped"]]


def filled(page, result):
    """The page with the figures of that run."""
    def block(found):
        name = found.group(2)
        missing = NEEDS.get(name, name) not in result
        text = paragraphs("Not measured in this run.") if missing else BLOCKS[name](result)
        return found.group(1) + text + found.group(4)

    return BLOCK.sub(block, page)


def plain(name):
    return NAMES[name].replace("*", "")


def picture(result):
    """Bars, in the reader's own colors, light or dark: what is before the event, and what is for it."""
    panels = [("Processor time of a cold start, in milliseconds", result["cold"], ("cpu_ms", "init_cpu_ms"))]
    if result.get("throttled"):
        panels.append(("Time to the first answer at 512 MB, in milliseconds", result["throttled"], ("total_ms", "init_ms")))
    width, left, row, gap = 760, 318, 30, 44
    out, y = [], 0
    for title, found, (total, init) in panels:
        order = [name for name in NAMES if name in found]
        scale = (width - left - 70) / max(found[name][total]["high"] for name in order)
        out.append(f'<text x="0" y="{y + 16}" font-weight="600">{title}</text>')
        y += 30
        for name in order:
            each = found[name]
            ours = "*" in NAMES[name]
            full, light = ("b", "a") if ours else ("m", "n")
            ends, begins = each[total]["median"] * scale, each[init]["median"] * scale
            low, high = (each[total][key] * scale for key in ("low", "high"))
            weight = ' font-weight="600"' if ours else ""
            out += [
                f'<text x="{left - 10}" y="{y + 16}" text-anchor="end"{weight}>{plain(name)}</text>',
                f'<rect class="{full}" x="{left}" y="{y}" width="{ends:.1f}" height="22" rx="2"/>',
                f'<rect class="{light}" x="{left}" y="{y}" width="{begins:.1f}" height="22" rx="2"/>',
                f'<path class="h" d="M{left + low:.1f} {y + 11}H{left + high:.1f}"/>',
                f'<text x="{left + max(ends, high) + 6:.1f}" y="{y + 16}"{weight}>{each[total]["median"]:,.0f}</text>',
            ]
            y += row
        y += gap - row
    foot = y + 6
    x = 0
    for ours, other, text in (("a", "n", "until it asks for an event"), ("b", "m", "for its first event")):
        out += [f'<rect class="{ours}" x="{x}" y="{foot - 10}" width="12" height="12" rx="2"/>',
                f'<rect class="{other}" x="{x + 15}" y="{foot - 10}" width="12" height="12" rx="2"/>',
                f'<text class="s" x="{x + 33}" y="{foot}">{text}</text>']
        x += 210
    out += [f'<path class="h" d="M{x} {foot - 4}h24"/>', f'<text class="s" x="{x + 31}" y="{foot}">middle half of the rounds</text>',
            f'<text class="s" x="0" y="{foot + 22}">{result["date"]}, one core of {result["machine"].split(",")[0]}; not measured on AWS</text>']
    height = foot + 32
    described = "; ".join(f"{plain(name)} {result['cold'][name]['cpu_ms']['median']:.0f} ms"
                          for name in NAMES if name in result["cold"])
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" aria-labelledby="t d">',
        '<title id="t">Processor time of a cold start, and its time at 512 MB</title>',
        f'<desc id="d">Processor time of a cold start: {described}.</desc>',
        "<style>text{font:14px system-ui,-apple-system,'Segoe UI',Helvetica,Arial,sans-serif;fill:#1f2328}"
        ".s{font-size:12px;fill:#59636e}.a{fill:#9ec5f4}.b{fill:#1f6feb}.n{fill:#d1d9e0}.m{fill:#818b98}"
        ".h{stroke:#1f2328;stroke-width:1.5;fill:none}"
        "@media(prefers-color-scheme:dark){text{fill:#e6edf3}.s{fill:#9198a1}.a{fill:#264f86}.b{fill:#4493f8}"
        ".n{fill:#3d444d}.m{fill:#8b949e}.h{stroke:#e6edf3}}</style>",
        *out, "</svg>"]) + "\n"


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--record", type=pathlib.Path)
    options.add_argument("--check", action="store_true")
    chosen = options.parse_args()
    if chosen.record:
        missing = unmeasured(json.loads(chosen.record.read_text()))
        if missing:
            sys.exit(f"That run did not measure {', '.join(missing)}: `make bench` does.")
        shutil.copy(chosen.record, RECORD)
    result = json.loads(RECORD.read_text())
    written = {page: filled(page.read_text(), result) for page in PAGES}
    if "cold" in result:
        written[PICTURE] = picture(result)
    stale = [path for path, text in written.items() if not path.exists() or path.read_text() != text]
    if chosen.check:
        if stale:
            sys.exit("Not the figures of docs/performance.json: " + ", ".join(str(each.relative_to(TOP)) for each in stale)
                     + ". `make performance-page` writes them.")
        return
    for path in stale:
        path.write_text(written[path])


if __name__ == "__main__":
    main()
