"""The functions that are measured beside each other, and how each is started."""
import ctypes
import os
import pathlib
import platform
import shutil
import subprocess
import sys

import fake_aws
from lambda_api import RuntimeApi
from processes import Process

HERE = pathlib.Path(__file__).resolve().parent
TOP = HERE.parent
WORK = TOP / "target" / "bench"
JAVA_HOME = pathlib.Path(os.environ.get("JAVA_HOME", "/usr"))
JAVA = str(JAVA_HOME / "bin" / "java")
HANDLER = "io.github.tagscaler.lambda.ScalingHandler::handleRequest"
RUNTIME_CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda"
# The JVM sizes its heap by the memory that it finds; a function of 512 MB finds little.
MEMORY = "-XX:MaxRAM=512m"
PLAIN = [MEMORY, "-XX:MaxHeapSize=445645k"]
# As the managed runtime sets them for 512 MB, but for its own archive, which is made here for the same classes.
MANAGED = [*PLAIN, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
# With SnapStart, the managed runtime leaves the compilers as they are.
SNAPSTART = [*PLAIN, "-XX:+UseSerialGC"]
# In seconds; a busy machine takes long.
START_TIMEOUT = 300

ARCHITECTURE = {"aarch64": "arm64"}.get(platform.machine(), platform.machine())
NEW_MOUNT_NAMESPACE = 0x20000
SYSTEM_CERTIFICATES = [pathlib.Path("/etc/ssl/certs/ca-certificates.crt"), pathlib.Path("/etc/pki/tls/cert.pem")]


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
        self.store.chmod(0o600)
        run(JAVA_HOME / "bin" / "keytool", "-importcert", "-noprompt", "-alias", "bench", "-file", self.certificate,
            "-keystore", self.store, "-storepass", "changeit", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        # Beside the authorities of the system, of which there are many: all functions read as many as in production.
        self.system = next((each for each in SYSTEM_CERTIFICATES if each.exists()), None)
        self.both = WORK / "certificates.pem"
        self.both.write_bytes((self.system.read_bytes() if self.system else b"") + self.certificate.read_bytes())
        self.java = [f"-Djavax.net.ssl.trustStore={self.store}", "-Djavax.net.ssl.trustStorePassword=changeit"]


class Function:
    """How one function is started.

    command: answers its command line, with more flags for the JVM
    tls: the flags with which it trusts the certificate of this run
    restored: whether it is measured from the restore of a snapshot
    """

    def __init__(self, command, root, handler, tls=(), restored=False, **environment):
        self.command, self.root, self.handler, self.tls = command, root, handler, tls
        self.restored, self.environment = restored, environment

    @property
    def remembers(self):
        """Whether the same event again costs less than the one before."""
        return self.handler == HANDLER

    def start(self, bench, api, *flags, plain=False, **environment):
        """Starts it; a plain one does not trust the certificate, because its AWS speaks HTTP."""
        initialization = "snap-start" if self.restored else "on-demand"
        return Process(self.command(*([] if plain else self.tls), *flags), {
            "AWS_LAMBDA_RUNTIME_API": api.address, "LAMBDA_TASK_ROOT": str(self.root), "_HANDLER": self.handler,
            "AWS_LAMBDA_FUNCTION_NAME": "bench", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "512",
            "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST", "AWS_REGION": fake_aws.REGION,
            "AWS_LAMBDA_INITIALIZATION_TYPE": initialization, "AWS_LAMBDA_LOG_FORMAT": "JSON",
            "AWS_DEFAULT_REGION": fake_aws.REGION, "AWS_ACCESS_KEY_ID": "bench", "AWS_SECRET_ACCESS_KEY": "bench",
            "AWS_ENDPOINT_URL": bench.url, "AWS_CA_BUNDLE": str(bench.tls.both), "TAGSCALER_STACK": "bench",
            "PATH": os.environ["PATH"], "HOME": str(WORK), "LANG": "C.UTF-8", **self.environment, **environment,
        }, self.root, bench.cpu, WORK / "function.log")


class Functions:
    """Builds what is measured beside Tagscaler."""

    def __init__(self, bench, directory):
        self.bench = bench
        self.directory = pathlib.Path(directory).resolve()
        self.runtime = self.runtime_client()

    def runtime_client(self):
        """The class path of Lambda's runtime interface client, in the version of bench/naive/pom.xml."""
        path = WORK / "runtime.cp"
        run(TOP / "mvnw", "-q", "-B", "-ntp", "-f", HERE / "naive" / "pom.xml", "dependency:build-classpath",
            "-DincludeArtifactIds=aws-lambda-java-core,aws-lambda-java-runtime-interface-client,aws-lambda-java-serialization,utils-lite",
            f"-Dmdep.outputFile={path}")
        return path.read_text().strip()

    def compile(self, into, class_path, sources):
        shutil.rmtree(into / "bench", ignore_errors=True)
        run(JAVA_HOME / "bin" / "javac", "-proc:none", "-nowarn", "--release", "25", "-cp", class_path, "-d", into,
            *sources.rglob("*.java"))

    def managed(self, flags, root, handler, **more):
        """As Lambda starts a zip: the runtime client is on the class path, the function in the task root."""
        return Function(
            lambda *further: [JAVA, *flags, *further, "-cp", self.runtime, RUNTIME_CLIENT, handler],
            root, handler, self.bench.tls.java, **more)

    def shipped(self, flags, **more):
        """The function. Its native HTTP client reads the system's certificates, not the JVM's trust store."""
        trusting = self.trusting()
        return Function(
            lambda *further: [*trusting, JAVA, *flags, *further, "-cp", self.runtime, RUNTIME_CLIENT, HANDLER],
            self.directory, HANDLER, **more)

    def zip(self, *flags, **more):
        return self.shipped([*MANAGED, *flags], **more)

    def noop(self, *flags):
        self.compile(WORK / "noop", self.runtime, HERE / "noop")
        return self.managed([*MANAGED, *flags], WORK / "noop", "bench.NoopHandler")

    def naive(self):
        naive = WORK / "naive"
        run(TOP / "mvnw", "-q", "-B", "-ntp", "-f", HERE / "naive" / "pom.xml", "dependency:copy-dependencies",
            "-DincludeScope=runtime", f"-DoutputDirectory={naive / 'lib'}")
        self.compile(naive, f"{naive / 'lib'}/*", HERE / "naive")
        return self.managed(PLAIN, naive, "bench.NaiveHandler")

    def image(self):
        """What `make image` puts into an image, trained by the same script, started by the same arguments."""
        layout = WORK / "image"
        function = layout / "function"
        run(TOP / "mvnw", "-q", "-B", "-ntp", "-f", TOP / "pom.xml", "dependency:copy@image-libraries")
        run(TOP / "scripts" / "assemble-image", self.directory, TOP / "target" / "image-libraries",
            TOP / "target" / "local" / "classes", ARCHITECTURE, layout, env={**os.environ, "JAVA_HOME": str(JAVA_HOME)})
        run(layout / "training" / "train-cache", function, layout / "training", stdout=subprocess.DEVNULL,
            env={**os.environ, "PATH": f"{JAVA_HOME / 'bin'}:{os.environ['PATH']}"})
        arguments = (function / "java.args").read_text().replace("/var/task", str(function)).split()
        trusting = self.trusting()
        return Function(lambda *further: [*trusting, JAVA, MEMORY, *further, *arguments, HANDLER], function, HANDLER,
                        TAGSCALER_PRIMING="off")

    def trusting(self):
        """What to start a program with, so that native TLS trusts the certificate of this run beside the system's.

        In a mount namespace of its own: the thread's, so that starting costs nothing, or without root the program's.
        """
        system, both = self.bench.tls.system, self.bench.tls.both
        if system is None:
            raise OSError("The certificates of the system are in none of the known places.")
        if os.geteuid() == 0 and ctypes.CDLL(None).unshare(NEW_MOUNT_NAMESPACE) == 0:
            run("mount", "--make-rprivate", "/")
            run("mount", "--bind", both, system)
            return []
        command = ["unshare", "--map-root-user", "--mount", "sh", "-c",
                   f'mount --bind "{both}" "{system}" && exec "$@"', "sh"]
        run(*command, "true")
        return command

    def snapstart(self):
        return self.shipped(SNAPSTART, restored=True)

    def peer(self):
        python = WORK / "venv" / "bin" / "python"
        if not python.exists():
            run(sys.executable, "-m", "venv", WORK / "venv")
            run(python, "-m", "pip", "install", "-q", "--disable-pip-version-check", "boto3")
        return Function(lambda: [python, HERE / "peer" / "peer.py"], HERE / "peer", "peer")

    def all(self, chosen):
        """The chosen ones by name; what cannot be built here is left out, with a reason."""
        runtime_cache = self.train("runtime.aot", self.noop())
        makers = {
            "noop": lambda: self.noop(runtime_cache),
            "naive": self.naive,
            "zip": lambda: self.zip(runtime_cache),
            "unprimed": lambda: self.zip(runtime_cache, TAGSCALER_PRIMING="off"),
            "image": self.image,
            "snapstart": self.snapstart,
            "peer": self.peer,
        }
        functions, skipped = {}, {}
        for name in chosen or makers:
            try:
                functions[name] = makers[name]()
            except (OSError, subprocess.SubprocessError, SystemExit) as failure:
                skipped[name] = (str(failure) or repr(failure)).splitlines()[0]
                say(f"{name} is left out: {failure}")
        return functions, skipped

    def train(self, name, function):
        """Makes an archive of the classes that one event needs; answers the flag that uses it."""
        cache = WORK / name
        cache.unlink(missing_ok=True)
        self.bench.account.reset()
        api = RuntimeApi()
        process = function.start(self.bench, api, f"-XX:AOTCacheOutput={cache}")
        try:
            api.ready.get(timeout=START_TIMEOUT)
            api.invoke(self.bench.event("chat"))
            api.ready.get(timeout=START_TIMEOUT)
        finally:
            process.end(gently=True)
            api.stop()
        if not cache.exists():
            raise SystemExit(f"The JVM wrote no {name}: see {WORK / 'function.log'}")
        return f"-XX:AOTCache={cache}"
