#!/usr/bin/env python3
"""Measures the function beside others in one run: what a cold start and a warm event cost.

    bench.py [--function target/shrunk] [--out target/bench/result.json] [--rounds 9] [--only zip,naive] [--parts cold,warm]

Every function runs under the real runtime interface client, against a Runtime API and an AWS on loopback (HTTPS). Rounds
rotate the order; the first is dropped. Only ratios within one run mean anything: the processor's speed changes by a third
from hour to hour. Needs a JDK 25, Maven, openssl, and for the Python function boto3, which it installs under target/bench.
"""
import argparse
import json
import os
import pathlib
import platform
import queue
import random
import shutil
import signal
import statistics
import subprocess
import sys
import threading
import time

import core_benchmark
import fake_aws
import sweep
from functions import JAVA, START_TIMEOUT, TOP, WORK, Functions, Tls, say
from lambda_api import RuntimeApi
from processes import ControlGroup

EVENT = json.loads((TOP / "events" / "endpoint-in-service.json").read_text())
PARTS = ["counts", "cold", "throttled", "warm", "throughput", "core", "sweep"]
# Waits of a call to AWS, in milliseconds.
COLD_WAIT, WARM_WAIT, COUNTS_WAIT = 5, 20, 250
WORKERS, BATCH, EVENTS, ENDPOINTS = 5, 5, 1000, 100


class Bench:
    def __init__(self, cpu):
        self.cpu = cpu
        self.tls = Tls()
        self.account = fake_aws.Account(COLD_WAIT)
        self.url = fake_aws.serve(self.tls.certificate, self.tls.key, self.account)

    @staticmethod
    def event(name):
        """IN_SERVICE of the endpoint with that name."""
        detail = {
            **EVENT["detail"], "EndpointName": name, "EndpointArn": fake_aws.endpoint_arn(name),
            "EndpointConfigName": name + "-blue"}
        return json.dumps({**EVENT, "resources": [fake_aws.endpoint_arn(name)], "detail": detail}).encode()

    def cold(self, function, throttled=False):
        """From the start of the process, or the restore of its snapshot, to the first answer."""
        self.account.reset()
        self.account.wait_ms = COLD_WAIT
        api = RuntimeApi()
        process = function.start(self, api)
        try:
            started, before = process.started, 0
            if function.restored:
                api.snapshots.get(timeout=START_TIMEOUT)
                self.account.cut_connections()
                self.account.clear()
                started, before = time.perf_counter(), process.cpu_ms()
                api.restore()
            ready = api.ready.get(timeout=START_TIMEOUT)
            init_cpu = process.cpu_ms() - before
            if throttled:
                process.throttle()
            seconds, _ = api.invoke(self.event("chat"))
            cpu = process.cpu_ms() - before
            return {
                "init_ms": (ready - started) * 1000, "first_ms": seconds * 1000,
                "total_ms": (ready - started + seconds) * 1000, "cpu_ms": cpu, "init_cpu_ms": init_cpu,
                "first_cpu_ms": cpu - init_cpu, "rss_mb": process.peak_mb(), "calls": len(self.account.calls),
                "connections": self.account.connections,
            }
        finally:
            process.end()
            api.stop()

    def rounds(self, functions, count, throttled=False):
        """Cold starts of all functions in turn."""
        measured = {name: [] for name in functions}
        names = list(functions)
        for number in range(1, count + 1):
            turn = number % len(names)
            for name in names[turn:] + names[:turn]:
                measured[name].append(self.cold(functions[name], throttled))
            say(f"{'throttled ' if throttled else ''}cold starts, round {number} of {count}")
        return {name: {key: middle([each[key] for each in all_of_it]) for key in all_of_it[0]}
                for name, all_of_it in measured.items()}

    def warm(self, function, events):
        """An event that finds everything as it should be, and the same event again, after twice as many that register."""
        self.account.reset()
        names = [f"chat-{number}" for number in range(2 * events)]
        api = RuntimeApi()
        process = function.start(self, api)
        try:
            if function.restored:
                api.restore()
            api.ready.get(timeout=START_TIMEOUT)
            self.account.wait_ms = 0
            for name in names:
                api.invoke(self.event(name))
            self.account.wait_ms = WARM_WAIT
            found = {"no_op": self.events(process, api, names[:events])}
            if function.remembers:
                found["repeated"] = self.events(process, api, names[:events])
            return {**found, "rss_mb": process.peak_mb()}
        finally:
            process.end()
            api.stop()

    def events(self, process, api, names):
        self.account.clear()
        before = process.cpu_ms()
        times = sorted(api.invoke(self.event(name))[0] * 1000 for name in names)
        return {
            "p50_ms": statistics.median(times), "p99_ms": times[int(len(times) * 0.99)],
            # The waits that were, not those that were asked for: of the calls that were made one after another.
            "waits_ms": sum(self.account.chain()) * 1000 / len(names),
            "cpu_ms": (process.cpu_ms() - before) / len(names), "calls": len(self.account.calls) / len(names),
            "connections": self.account.connections,
        }

    def throughput(self, function):
        """How fast five instances of the function drain a queue."""
        names = [f"chat-{number}" for number in range(ENDPOINTS)]
        apis = [RuntimeApi() for _ in range(WORKERS)]
        self.account.reset()
        self.account.wait_ms = 0
        processes = []
        try:
            for api in apis:
                processes.append(function.start(self, api))
                api.ready.get(timeout=START_TIMEOUT)
                for name in names:
                    api.invoke(self.event(name))
            self.account.wait_ms = WARM_WAIT
            events = names * (EVENTS // ENDPOINTS)
            # As scaling of one endpoint after another sends them, and as they come from everywhere.
            in_bursts = sorted(events)
            mixed = random.Random(1).sample(events, len(events))
            return {"in_bursts": self.drain(apis, processes, in_bursts), "mixed": self.drain(apis, processes, mixed)}
        finally:
            for process in processes:
                process.end()
            for api in apis:
                api.stop()

    def drain(self, apis, processes, events):
        batches = [events[at:at + BATCH] for at in range(0, len(events), BATCH)]
        runs = sum(len(set(batch)) for batch in batches)
        waiting = queue.Queue()
        for batch in batches:
            waiting.put(batch)
        self.account.clear()
        before = sum(process.cpu_ms() for process in processes)
        failures = []

        def work(api):
            try:
                while True:
                    _, body = api.invoke(self.batch(waiting.get_nowait()))
                    failures.extend(json.loads(body)["batchItemFailures"])
            except queue.Empty:
                pass

        started = time.perf_counter()
        threads = [threading.Thread(target=work, args=(api,)) for api in apis]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
        seconds = time.perf_counter() - started
        if failures:
            raise SystemExit(f"{len(failures)} messages failed")
        floor = 3 * WARM_WAIT / 1000 / WORKERS
        return {
            "seconds": seconds, "batches": len(batches), "runs": runs, "calls": len(self.account.calls),
            "cpu_ms": sum(process.cpu_ms() for process in processes) - before,
            "floor_s": floor * runs, "ratio": seconds / (floor * runs), "batch_floor_s": floor * len(batches),
            "batch_ratio": seconds / (floor * len(batches)),
        }

    def batch(self, names):
        return json.dumps({"Records": [{
            "messageId": f"m-{number}", "receiptHandle": f"r-{number}", "body": self.event(name).decode(),
            "attributes": {"ApproximateReceiveCount": "1", "SentTimestamp": "1768472694812"}, "messageAttributes": {},
            "eventSource": "aws:sqs", "eventSourceARN": f"arn:aws:sqs:us-east-1:{fake_aws.ACCOUNT}:tagscaler-work",
            "awsRegion": fake_aws.REGION} for number, name in enumerate(names)]}).encode()

    def counts(self, function):
        """What is the same in every run, on every machine: calls, rounds, connections, classes."""
        self.account.reset()
        # Long enough for calls made side by side to overlap.
        self.account.wait_ms = COUNTS_WAIT
        log = WORK / "classes.log"
        log.unlink(missing_ok=True)
        api = RuntimeApi()
        # Without TLS, whose classes depend on where the machine lets a test certificate be trusted.
        process = function.start(
            self, api, f"-Xlog:class+load:file={log}:none:filecount=0",
            plain=True, AWS_ENDPOINT_URL=fake_aws.serve(None, None, self.account))
        try:
            api.ready.get(timeout=START_TIMEOUT)
            found = {"connections": None, "classes": None}
            for what, name in (
                    ("registration", "chat"), ("no_op", "chat"), ("repeated", "chat"), ("untagged", fake_aws.PLAIN)):
                self.account.calls = []
                api.invoke(self.event(name))
                found[f"{what}_calls"] = len(self.account.calls)
                found[f"{what}_rounds"] = self.account.rounds()
                if what == "registration":
                    found["classes"] = len(log.read_text().splitlines())
            found["connections"] = self.account.connections
            return found
        finally:
            process.end()
            api.stop()


def middle(values):
    ordered = sorted(values)
    return {
        "median": statistics.median(ordered),
        "low": ordered[len(ordered) // 4],
        "high": ordered[-1 - len(ordered) // 4],
    }


def ratios(result):
    """The ratios of this run, by name; those for which something was left out are missing."""
    found = {}

    def ratio(name, left, right):
        try:
            found[name] = round(left() / right(), 3)
        except (KeyError, TypeError, ZeroDivisionError):
            pass

    def cold(name, key, part="cold"):
        return lambda: result[part][name][key]["median"]

    def warm(name, key, which="no_op"):
        return lambda: result["warm"][name][which][key]

    for left, right in (("zip", "naive"), ("zip", "noop"), ("image", "zip"), ("zip", "peer"), ("image", "peer")):
        ratio(f"cold cpu, {left} / {right}", cold(left, "cpu_ms"), cold(right, "cpu_ms"))
    ratio("first event cpu, zip / unprimed", cold("zip", "first_cpu_ms"), cold("unprimed", "first_cpu_ms"))
    for part, label in (("cold", "cold time"), ("throttled", "throttled cold time")):
        for left, right in (("zip", "naive"), ("zip", "unprimed"), ("zip", "peer"), ("image", "peer"), ("snapstart", "zip")):
            ratio(f"{label}, {left} / {right}", cold(left, "total_ms", part), cold(right, "total_ms", part))
        ratio(f"{label} of the first event, zip / unprimed", cold("zip", "first_ms", part), cold("unprimed", "first_ms", part))
    for left in ("zip", "image"):
        ratio(f"warm cpu, {left} / peer", warm(left, "cpu_ms"), warm("peer", "cpu_ms"))
        ratio(f"warm time, {left} / peer", warm(left, "p50_ms"), warm("peer", "p50_ms"))
        ratio(f"warm time, {left} / 3 rounds", warm(left, "p50_ms"), warm(left, "waits_ms"))
    return found


def machine():
    model = next((line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "?")
    return f"{model}, {os.cpu_count()} cores, {platform.system()} {platform.release().split('-')[0]}"


def jdk():
    version = subprocess.run([JAVA, "-version"], capture_output=True, text=True).stderr.splitlines()
    return version[1].strip() if len(version) > 1 else version[0]


def zip_bytes(directory):
    return os.path.getsize(shutil.make_archive(str(WORK / "function"), "zip", directory))


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--function", default=TOP / "target" / "shrunk", help="the directory that Lambda gets")
    options.add_argument("--out", default=WORK / "result.json")
    options.add_argument("--rounds", type=int, default=9)
    options.add_argument("--throttled-rounds", type=int, default=5)
    options.add_argument("--warm", type=int, default=150, help="number of warm events of each function")
    options.add_argument("--sweep", default="1000,10000", help="numbers of endpoints of the sweeps, with commas")
    options.add_argument("--only", help="names of functions, with commas")
    options.add_argument("--parts", default=",".join(PARTS), help=f"what to measure, of {','.join(PARTS)}")
    options.add_argument("--cpu", type=int, default=0, help="the core of the functions; the servers have the others")
    chosen = options.parse_args()
    # The processes of functions end with the run.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended"))
    parts = chosen.parts.split(",")
    WORK.mkdir(parents=True, exist_ok=True)
    (WORK / "function.log").unlink(missing_ok=True)
    cores = os.sched_getaffinity(0)
    bench = Bench(chosen.cpu if len(cores) > 1 else None)
    functions = Functions(bench, chosen.function)
    result = {"date": time.strftime("%Y-%m-%d"), "machine": machine(), "jdk": jdk(), "rounds": chosen.rounds,
              "cold_wait_ms": COLD_WAIT, "warm_wait_ms": WARM_WAIT, "skipped": {}}

    def keep():
        result["ratios"] = ratios(result)
        pathlib.Path(chosen.out).write_text(json.dumps(result, indent=1) + "\n")

    if "counts" in parts:
        result["counts"] = {**bench.counts(functions.zip()), "zip_bytes": zip_bytes(functions.directory)}
        keep()
    if {"cold", "throttled", "warm", "throughput"} & set(parts):
        say("Building the functions to compare with.")
        measured, result["skipped"] = functions.all(chosen.only.split(",") if chosen.only else None)
    if bench.cpu is not None:
        os.sched_setaffinity(0, cores - {bench.cpu})
    started = time.monotonic()
    if "cold" in parts:
        # One round for the machine's caches.
        bench.rounds(measured, 1)
        result["cold"] = bench.rounds(measured, chosen.rounds)
        keep()
    if "throttled" in parts:
        if ControlGroup.can_limit():
            result["throttled"] = bench.rounds(measured, chosen.throttled_rounds, throttled=True)
        else:
            result["skipped"]["throttled"] = "no control group can be made here"
        keep()
    if "warm" in parts:
        say("warm events")
        result["warm"] = {
            # Without priming, only the first event differs.
            name: bench.warm(each, chosen.warm) for name, each in measured.items() if name != "unprimed"}
        keep()
    for part, measure in (
            ("throughput", lambda: bench.throughput(measured["zip"])),
            ("core", lambda: core_benchmark.measure(bench.cpu)),
            ("sweep", lambda: sweep.measure(bench, functions, [int(size) for size in chosen.sweep.split(",")]))):
        if part in parts:
            say(part)
            # One part that cannot be measured here leaves the others.
            try:
                result[part] = measure()
            except (Exception, SystemExit) as failure:
                result["skipped"][part] = (str(failure) or repr(failure)).splitlines()[0]
                say(f"{part} is left out: {failure}")
            keep()
    keep()
    say(f"measured for {time.monotonic() - started:.0f} s")
    print(json.dumps({**result.get("counts", {}), **result["ratios"]}, indent=1))


if __name__ == "__main__":
    main()
