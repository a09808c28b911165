#!/usr/bin/env python3
"""Measures the function beside others in one run: what a cold start and a warm event cost.

    bench.py --function target/shrunk --out target/bench/result.json [--rounds 9] [--warm 300] [--only zip,naive]

Every function runs under the real runtime interface client, against a Runtime API and an AWS on loopback (HTTPS, 5 ms a
call). Rounds rotate the order; the first is dropped. Only ratios within one run mean anything: the processor's speed
changes by a third from hour to hour. Needs a JDK 25, Maven, openssl, and for the Python function boto3, which it
installs under target/bench.
"""
import argparse
import json
import os
import pathlib
import platform
import shutil
import signal
import statistics
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import fake_aws  # noqa: E402
from lambda_api import RuntimeApi  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
TOP = HERE.parent
WORK = TOP / "target" / "bench"
JAVA_HOME = pathlib.Path(os.environ.get("JAVA_HOME", "/usr"))
JAVA = str(JAVA_HOME / "bin" / "java")
HANDLER = "io.github.tagscaler.lambda.ScalingHandler::handleRequest"
EVENT = (TOP / "events" / "endpoint-in-service.json").read_bytes()
TICKS = os.sysconf("SC_CLK_TCK")
# As the managed runtime sets them for 512 MB, but for its own archive, which is made here for the same classes.
MANAGED = ["-XX:MaxHeapSize=445645k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
PLAIN = ["-XX:MaxHeapSize=445645k"]


def run(*command, **options):
    subprocess.run([str(each) for each in command], check=True, **options)


def say(text):
    print(text, file=sys.stderr, flush=True)


class Tls:
    """A certificate for localhost that the JVM and Python trust here, made for this run."""

    def __init__(self):
        self.key, self.certificate, self.store = WORK / "key.pem", WORK / "certificate.pem", WORK / "trust.p12"
        run("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
            "-keyout", self.key, "-out", self.certificate, "-days", "2", "-subj", "/CN=localhost",
            "-addext", "subjectAltName=DNS:localhost", stderr=subprocess.DEVNULL)
        shutil.copy(JAVA_HOME / "lib" / "security" / "cacerts", self.store)
        run(JAVA_HOME / "bin" / "keytool", "-importcert", "-noprompt", "-alias", "bench", "-file", self.certificate,
            "-keystore", self.store, "-storepass", "changeit", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.java = [f"-Djavax.net.ssl.trustStore={self.store}", "-Djavax.net.ssl.trustStorePassword=changeit"]


class Process:
    """A function's process: its processor time and memory."""

    def __init__(self, command, environment, directory, core):
        self.started = time.perf_counter()
        self.log = open(WORK / "function.log", "ab")
        self.child = subprocess.Popen(
            (["taskset", "-c", str(core)] if core is not None else []) + [str(each) for each in command],
            env=environment, cwd=directory, stdout=self.log, stderr=self.log)

    def cpu_ms(self):
        fields = pathlib.Path(f"/proc/{self.child.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) * 1000 / TICKS

    def peak_mb(self):
        status = pathlib.Path(f"/proc/{self.child.pid}/status").read_text()
        return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) / 1024

    def end(self, gently=False):
        self.child.send_signal(signal.SIGTERM if gently else signal.SIGKILL)
        self.child.wait(timeout=60)
        self.log.close()


class Bench:
    def __init__(self, function, wait_ms, core):
        self.function = pathlib.Path(function).resolve()
        self.core = core
        self.tls = Tls()
        self.server, self.account = fake_aws.serve(self.tls.certificate, self.tls.key, wait_ms)
        self.url = f"https://localhost:{self.server.server_address[1]}"
        self.runtime = self.build()

    def build(self):
        """Compiles what is measured beside the function; answers the runtime client's class path."""
        say("Building the functions to compare with.")
        maven = [TOP / "mvnw", "-q", "-B", "-ntp", "-f", HERE / "naive" / "pom.xml"]
        naive = WORK / "naive"
        shutil.rmtree(naive, ignore_errors=True)
        run(*maven, "dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={naive / 'lib'}")
        run(*maven, "dependency:build-classpath", "-DincludeArtifactIds=aws-lambda-java-core,aws-lambda-java-runtime-interface-client,aws-lambda-java-serialization,utils-lite",
            f"-Dmdep.outputFile={WORK / 'runtime.cp'}")
        runtime = (WORK / "runtime.cp").read_text().strip()
        javac = [JAVA_HOME / "bin" / "javac", "-proc:none", "-nowarn", "--release", "25"]
        run(*javac, "-cp", f"{naive / 'lib'}/*", "-d", naive, *(HERE / "naive").rglob("*.java"))
        run(*javac, "-cp", runtime, "-d", WORK / "noop", *(HERE / "noop").rglob("*.java"))
        return runtime

    def environment(self, api, root, handler):
        return {
            "AWS_LAMBDA_RUNTIME_API": api.address, "LAMBDA_TASK_ROOT": str(root), "_HANDLER": handler,
            "AWS_LAMBDA_FUNCTION_NAME": "bench", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "512",
            "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST", "AWS_REGION": fake_aws.REGION,
            "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand", "AWS_LAMBDA_LOG_FORMAT": "JSON",
            "AWS_DEFAULT_REGION": fake_aws.REGION, "AWS_ACCESS_KEY_ID": "bench", "AWS_SECRET_ACCESS_KEY": "bench",
            "AWS_ENDPOINT_URL": self.url, "AWS_CA_BUNDLE": str(self.tls.certificate), "TAGSCALER_STACK": "bench",
            "PATH": os.environ["PATH"], "HOME": str(WORK), "LANG": "C.UTF-8",
        }

    def managed(self, flags, root, handler, *more):
        """As Lambda starts a zip: the runtime client is on the class path, the function in the task root."""
        return lambda api: Process(
            [JAVA, *flags, *self.tls.java, *more, "-cp", self.runtime,
             "com.amazonaws.services.lambda.runtime.api.client.AWSLambda", handler],
            self.environment(api, root, handler), root, self.core)

    def flat(self, flags, root, handler, jars, *more):
        """As a container image can start it: everything is on the class path."""
        return lambda api: Process(
            [JAVA, *flags, *self.tls.java, *more, "-cp", jars,
             "com.amazonaws.services.lambda.runtime.api.client.AWSLambda", handler],
            self.environment(api, root, handler), root, self.core)

    def python(self):
        venv = WORK / "venv"
        if not (venv / "bin" / "python").exists():
            say("Installing boto3.")
            run(sys.executable, "-m", "venv", venv)
            run(venv / "bin" / "pip", "install", "-q", "boto3")
        return lambda api: Process(
            [venv / "bin" / "python", HERE / "peer" / "peer.py"],
            self.environment(api, HERE / "peer", "peer"), HERE / "peer", self.core)

    def variants(self):
        noop = WORK / "noop"
        runtime_cache = ["-XX:AOTCache=" + str(self.train("runtime.aot", lambda *more: self.managed(
            MANAGED, noop, "bench.NoopHandler", *more), EVENT))]
        jars = self.jars()
        image_cache = ["-XX:AOTCache=" + str(self.train("image.aot", lambda *more: self.flat(
            MANAGED, self.function, HANDLER, jars, *more), EVENT))]
        return {
            "noop": self.managed(MANAGED + runtime_cache, noop, "bench.NoopHandler"),
            "naive": self.managed(PLAIN, WORK / "naive", "bench.NaiveHandler"),
            "zip": self.managed(MANAGED + runtime_cache, self.function, HANDLER),
            "image": self.flat(MANAGED + image_cache, self.function, HANDLER, jars),
            "peer": self.python(),
        }

    def jars(self):
        """The class path of an image: an archive needs jars, so the function's classes become one."""
        jar = WORK / "function.jar"
        run(JAVA_HOME / "bin" / "jar", "--create", "--file", jar, "-C", self.function, "io")
        return ":".join([self.runtime, str(jar), *sorted(str(each) for each in (self.function / "lib").glob("*.jar"))])

    def train(self, name, variant, event):
        """Makes an archive of the classes that one event needs."""
        cache = WORK / name
        cache.unlink(missing_ok=True)
        self.account.reset()
        api = RuntimeApi()
        process = variant(f"-XX:AOTCacheOutput={cache}")(api)
        api.ready.get(timeout=120)
        api.invoke(event)
        api.ready.get(timeout=120)
        process.end(gently=True)
        if not cache.exists():
            raise SystemExit(f"The JVM wrote no {name}: see {WORK / 'function.log'}")
        return cache

    def cold(self, start):
        self.account.reset()
        api = RuntimeApi()
        process = start(api)
        try:
            ready = api.ready.get(timeout=120)
            init_cpu = process.cpu_ms()
            seconds, ok, body = api.invoke(EVENT)
            if not ok:
                raise SystemExit("A function failed: " + body.decode()[:500])
            return {
                "init_ms": (ready - process.started) * 1000, "first_ms": seconds * 1000,
                "total_ms": (ready - process.started + seconds) * 1000, "cpu_ms": process.cpu_ms(),
                "init_cpu_ms": init_cpu, "rss_mb": process.peak_mb(), "calls": len(self.account.calls),
                "connections": self.account.connections,
            }
        finally:
            process.end()
            api.stop_function()

    def warm(self, start, events):
        """The cost of an event that finds everything as it should be."""
        self.account.reset()
        api = RuntimeApi()
        process = start(api)
        try:
            api.ready.get(timeout=120)
            for _ in range(max(3, events // 10)):
                api.invoke(EVENT)
            self.account.clear()
            before = process.cpu_ms()
            times = sorted(api.invoke(EVENT)[0] * 1000 for _ in range(events))
            return {
                "p50_ms": statistics.median(times), "p99_ms": times[int(len(times) * 0.99)],
                "cpu_ms": (process.cpu_ms() - before) / events, "calls": len(self.account.calls) / events,
                "rss_mb": process.peak_mb(),
            }
        finally:
            process.end()
            api.stop_function()


def middle(values):
    ordered = sorted(values)
    return {
        "median": statistics.median(ordered),
        "low": ordered[len(ordered) // 4],
        "high": ordered[-1 - len(ordered) // 4],
    }


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--function", default=TOP / "target" / "shrunk")
    options.add_argument("--out", default=WORK / "result.json")
    options.add_argument("--rounds", type=int, default=9)
    options.add_argument("--warm", type=int, default=300, help="warm events of each function (default: 300)")
    options.add_argument("--wait", type=float, default=5, help="milliseconds of each call to AWS (default: 5)")
    options.add_argument("--core", type=int, default=0, help="the core of the functions; the servers have the others")
    options.add_argument("--only", help="names of functions, with commas")
    chosen = options.parse_args()
    WORK.mkdir(parents=True, exist_ok=True)
    cores = os.sched_getaffinity(0)
    core = chosen.core if len(cores) > 1 else None
    bench = Bench(chosen.function, chosen.wait, core)
    variants = bench.variants()
    if chosen.only:
        variants = {name: variants[name] for name in chosen.only.split(",")}
    if core is not None:
        os.sched_setaffinity(0, cores - {core})
    rounds = {name: [] for name in variants}
    names = list(variants)
    for number in range(chosen.rounds + 1):
        for name in names[number % len(names):] + names[:number % len(names)]:
            measured = bench.cold(variants[name])
            if number > 0:
                rounds[name].append(measured)
        say(f"round {number} of {chosen.rounds}")
    cold = {name: {key: middle([each[key] for each in measured]) for key in measured[0]}
            for name, measured in rounds.items()}
    warm = {name: bench.warm(start, chosen.warm) for name, start in variants.items()}
    result = {
        "date": time.strftime("%Y-%m-%d"), "machine": machine(), "jdk": jdk(), "rounds": chosen.rounds,
        "wait_ms": chosen.wait, "zip_bytes": zip_bytes(bench.function), "cold": cold, "warm": warm,
        "ratios": ratios(cold, warm),
    }
    pathlib.Path(chosen.out).write_text(json.dumps(result, indent=1) + "\n")
    json.dump(result["ratios"], sys.stdout, indent=1)
    print()


def ratios(cold, warm):
    def ratio(a, b, key, of):
        if a not in of or b not in of:
            return None
        left, right = of[a][key], of[b][key]
        if isinstance(left, dict):
            left, right = left["median"], right["median"]
        return round(left / right, 2)

    return {
        "cold cpu, zip / naive": ratio("zip", "naive", "cpu_ms", cold),
        "cold cpu, zip / noop": ratio("zip", "noop", "cpu_ms", cold),
        "cold cpu, image / zip": ratio("image", "zip", "cpu_ms", cold),
        "cold cpu, zip / peer": ratio("zip", "peer", "cpu_ms", cold),
        "cold cpu, image / peer": ratio("image", "peer", "cpu_ms", cold),
        "cold time, zip / naive": ratio("zip", "naive", "total_ms", cold),
        "cold time, image / peer": ratio("image", "peer", "total_ms", cold),
        "warm cpu, zip / peer": ratio("zip", "peer", "cpu_ms", warm),
        "warm time, zip / peer": ratio("zip", "peer", "p50_ms", warm),
    }


def machine():
    model = next((line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "?")
    return f"{model}, {os.cpu_count()} cores, {platform.system()} {platform.release()}"


def jdk():
    version = subprocess.run([JAVA, "-version"], capture_output=True, text=True).stderr.splitlines()
    return version[1].strip() if len(version) > 1 else version[0]


def zip_bytes(directory):
    archive = shutil.make_archive(str(WORK / "function"), "zip", directory)
    return os.path.getsize(archive)


if __name__ == "__main__":
    main()
