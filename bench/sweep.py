"""Measures the sweep of an account of many endpoints that are all as they should be, on the stand-in for AWS."""
import datetime
import json
import re
import subprocess
import time
import urllib.request

from functions import JAVA, START_TIMEOUT, TOP, WORK, say
from lambda_api import RuntimeApi

SWEEP = json.loads((TOP / "events" / "scheduled-sweep.json").read_text())
BATCH = 500
# A function that has just started reads 1,500 endpoints in a sweep at most: it begins another one until this time is over.
SECONDS = 200
# How long Lambda lets it run.
FUNCTION_SECONDS = 900


class StandIn:
    def __init__(self):
        local = TOP / "target" / "local"
        class_path = f"{local / 'classes'}:{(local / 'classpath').read_text().strip()}"
        yesterday = utc(datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=1))
        self.process = subprocess.Popen(
            [JAVA, "-XX:+UseSerialGC", "-Xmx3g", "-cp", class_path, "io.github.tagscaler.standin.StandInMain", "--port", "0",
             "--start", yesterday], stdout=subprocess.PIPE, text=True)
        self.url = re.search(r"http://\S+", self.process.stdout.readline()).group()

    def ask(self, path, body=None, method=None):
        data = None if body is None else json.dumps(body).encode()
        with urllib.request.urlopen(urllib.request.Request(f"{self.url}/_standin/{path}", data, method=method)) as answer:
            return json.loads(answer.read() or b"null")

    def calls(self):
        found = self.ask("calls")["calls"]
        self.ask("calls", method="DELETE")
        return found

    def end(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


def endpoint(name):
    return {"name": name, "tags": {"autoscaling:policy": "default"}, "variants": [{"instanceType": "ml.g5.xlarge"}]}


def copy(target, name):
    kept = ("PolicyName", "PolicyType", "TargetTrackingScalingPolicyConfiguration")
    return {
        "resourceId": f"endpoint/{name}/variant/AllTraffic", "min": target["MinCapacity"], "max": target["MaxCapacity"],
        "tags": target["Tags"],
        "policies": [{key: policy[key] for key in kept} for policy in target["ScalingPolicies"]]}


def measure(bench, functions, sizes):
    """By number of endpoints: what one sweep costs a function that has swept before."""
    return {str(size): one(bench, functions, size) for size in sizes}


def one(bench, functions, size):
    aws = StandIn()
    api = RuntimeApi()
    log = WORK / f"sweep-{size}.gc.log"
    log.unlink(missing_ok=True)
    process = functions.zip().start(bench, api, f"-Xlog:gc:file={log}:none", plain=True, AWS_ENDPOINT_URL=aws.url)
    try:
        aws.ask("seed", {"quotas": {"scalableTargets": 100_000}, "endpoints": [endpoint("chat-0")]})
        api.ready.get(timeout=START_TIMEOUT)
        # The function registers the first; the others are copies.
        api.invoke(bench.event("chat-0"))
        target = aws.ask("state")["scalableTargets"][0]
        names = [f"chat-{number}" for number in range(1, size)]
        batches = [names[start:start + BATCH] for start in range(0, len(names), BATCH)]
        for batch in batches:
            aws.ask("seed", {"endpoints": [endpoint(name) for name in batch]})
        # Later, because alarms, of which each target has two, make all that the stand-in does slower.
        for batch in batches:
            aws.ask("seed", {"targets": [copy(target, name) for name in batch]})
        say(f"{size} endpoints are there")
        # A sweep reconciles what was changed recently.
        aws.ask("clock", {"advance": "P1D"})
        end = time.monotonic() + SECONDS
        first = found = one_sweep(aws, api, process)
        while found["reads"] and time.monotonic() < end:
            found = one_sweep(aws, api, process)
        return {**found, "first": first, "rss_mb": process.peak_mb(), "heap_mb": heap_mb(log)}
    finally:
        process.end()
        api.stop()
        aws.end()


def utc(time):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")


def one_sweep(aws, api, process):
    aws.calls()
    # A sweep that waited for long is left to the next one.
    event = json.dumps({**SWEEP, "time": utc(datetime.datetime.now(datetime.UTC))}).encode()
    before, started = process.cpu_ms(), time.perf_counter()
    api.invoke(event, timeout=FUNCTION_SECONDS)
    seconds, cpu = time.perf_counter() - started, process.cpu_ms() - before
    operations = [call["operation"] for call in aws.calls()]
    changed = [each for each in operations if each.startswith(("Register", "Deregister", "Put", "Delete"))]
    if [each for each in changed if each != "PutEvents"]:
        raise SystemExit(f"A sweep with nothing to do changed something: {changed[:3]}")
    say(f"a sweep of {len(operations)} calls in {seconds:.1f} s")
    return {"seconds": seconds, "cpu_ms": cpu, "calls": len(operations), "reads": operations.count("DescribeEndpoint"),
            "unread": last_sweep(process)["unread"]}


def last_sweep(process):
    """The line that the function logs at the end of a sweep."""
    lines = [line for line in open(process.log.name) if line.startswith("{")]
    return next(line for line in map(json.loads, reversed(lines)) if line.get("event") == "Sweep")


def heap_mb(log):
    """The most that the heap held before a collection."""
    return max((int(found) for found in re.findall(r"(\d+)M->", log.read_text())), default=0)
