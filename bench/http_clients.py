#!/usr/bin/env python3
"""Measures a cold start with url-connection-client against one with aws-crt-client.

    python3 bench/http_clients.py [--rounds 9]

Starts a JVM with the flags of Lambda's managed Java runtime for each measurement, makes the clients and the six calls
of a first registration against a server on loopback, and stops. The variants take turns in every round, so that whatever
else the machine does meets both; only the ratios mean anything. Needs JAVA_HOME (JDK 25), Maven's wrapper and openssl.
"""
import argparse
import http.server
import json
import os
import pathlib
import platform
import shutil
import ssl
import statistics
import subprocess
import sys
import tempfile
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
JAVA_HOME = pathlib.Path(os.environ["JAVA_HOME"])
# What the managed runtime starts a function of 512 MB with.
FLAGS = ["-XX:MaxHeapSize=445645k", "-XX:+UseSerialGC", "-Xshare:auto", "-XX:+TieredCompilation", "-XX:TieredStopAtLevel=1"]
ANSWER_AFTER = 0.005
ANSWERS = {
    "ListTags": {"Tags": [{"Key": "autoscaling:policy", "Value": "on"}]},
    "DescribeEndpoint": {"EndpointName": "Chat", "EndpointArn": "arn:aws:sagemaker:us-east-1:111122223333:endpoint/chat",
                         "EndpointConfigName": "c", "EndpointStatus": "InService", "CreationTime": 1.0, "LastModifiedTime": 1.0,
                         "ProductionVariants": [{"VariantName": "AllTraffic", "DesiredInstanceCount": 1}]},
    "DescribeEndpointConfig": {"EndpointConfigName": "c", "EndpointConfigArn": "arn:aws:sagemaker:us-east-1:111122223333:endpoint-config/c",
                               "CreationTime": 1.0, "ProductionVariants": [{"VariantName": "AllTraffic", "ModelName": "m"}]},
    "DescribeScalableTargets": {"ScalableTargets": []},
    "RegisterScalableTarget": {"ScalableTargetARN": "arn"},
    "PutScalingPolicy": {"PolicyARN": "arn"},
}


class Aws(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        time.sleep(ANSWER_AFTER)
        body = json.dumps(ANSWERS[self.headers["X-Amz-Target"].rpartition(".")[2]]).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/x-amz-json-1.1")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def serve(context=None):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Aws)
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http{'s' if context else ''}://localhost:{server.server_port}"


def certificates(work):
    """An authority of our own beside all the real ones, because loading those is part of a cold start."""
    def openssl(*args):
        subprocess.run(["openssl", *args], cwd=work, check=True, capture_output=True)

    (work / "san").write_text("subjectAltName=DNS:localhost\n")
    openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=bench", "-keyout", "ca.key", "-out", "ca.pem")
    openssl("req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-keyout", "host.key", "-out", "host.csr")
    openssl("x509", "-req", "-in", "host.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2",
            "-extfile", "san", "-out", "host.pem")
    shutil.copy(JAVA_HOME / "lib/security/cacerts", work / "cacerts")
    (work / "cacerts").chmod(0o600)
    subprocess.run([JAVA_HOME / "bin/keytool", "-importcert", "-noprompt", "-alias", "bench", "-file", "ca.pem",
                    "-keystore", "cacerts", "-storepass", "changeit"], cwd=work, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(work / "host.pem", work / "host.key")
    return context


def built(work):
    subprocess.run([str(HERE.parent / "mvnw"), "-B", "-ntp", "-q", "-f", str(HERE / "pom.xml"),
                    "dependency:3.11.0:build-classpath", f"-Dmdep.outputFile={work / 'classpath'}"], check=True)
    path = (work / "classpath").read_text().strip()
    subprocess.run([JAVA_HOME / "bin/javac", "-d", work, "-cp", path, HERE / "ColdStart.java"], check=True)
    return path


def measure(command):
    cores = sorted(os.sched_getaffinity(0))
    begin = time.perf_counter()
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, preexec_fn=lambda: os.sched_setaffinity(0, cores[:1]))
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begin
    process.returncode = status
    if status:
        sys.exit(f"failed: {' '.join(map(str, command))}")
    return wall * 1000, (usage.ru_utime + usage.ru_stime) * 1000, usage.ru_maxrss / 1024


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rounds", type=int, default=9)
    rounds = max(2, arguments.parse_args().rounds)
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        path = built(work)
        context = certificates(work)
        sides = {}
        for transport, hosts in {"https": (serve(context), serve(context)), "http": (serve(), serve())}.items():
            for client in ("url-connection", "crt"):
                sides[f"{client} {transport}"] = [
                    JAVA_HOME / "bin/java", *FLAGS, f"-Djavax.net.ssl.trustStore={work / 'cacerts'}",
                    "-cp", f"{work}:{path}", "ColdStart", client, *hosts]
        found = {side: [] for side in sides}
        for number in range(rounds + 1):
            order = list(sides)[number % len(sides):] + list(sides)[:number % len(sides)]
            for side in order:
                result = measure(sides[side])
                if number:  # the first round warms the page cache
                    found[side].append(result)
        report(found, rounds)


def report(found, rounds):
    version = subprocess.run([JAVA_HOME / "bin/java", "-version"], capture_output=True, text=True).stderr.splitlines()[1]
    print(f"{time.strftime('%Y-%m-%d')}, {platform.machine()}, {len(os.sched_getaffinity(0))} cores, JVM on one; {version}; {rounds} rounds\n")
    print("| side | wall ms | middle half | CPU ms | middle half | RSS MB |\n|---|---|---|---|---|---|")
    median = {}
    for side, results in found.items():
        wall, cpu, rss = zip(*results)
        median[side] = statistics.median(wall), statistics.median(cpu)
        print(f"| {side} | {median[side][0]:.0f} | {half(wall)} | {median[side][1]:.0f} | {half(cpu)} | {statistics.median(rss):.0f} |")
    print()
    for transport in ("https", "http"):
        crt, url = median[f"crt {transport}"], median[f"url-connection {transport}"]
        print(f"crt / url-connection, {transport}: wall {crt[0] / url[0]:.2f}, CPU {crt[1] / url[1]:.2f}")


def half(values):
    low, _, high = statistics.quantiles(values, n=4)
    return f"{low:.0f}–{high:.0f}"


if __name__ == "__main__":
    main()
