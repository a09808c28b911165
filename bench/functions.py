"""The functions that are measured beside each other, and how each is started."""
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
# As the managed runtime sets them for 512 MB, but for its own archive, which is made here for the same classes.
MANAGED = ["-XX:MaxHeapSize=445645k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
# In seconds; a busy machine takes long.
START_TIMEOUT = 300
PLAIN = ["-XX:MaxHeapSize=445645k"]
# With SnapStart, the managed runtime leaves the compilers as they are.
SNAPSTART = ["-XX:MaxHeapSize=445645k", "-XX:+UseSerialGC"]

ARCHITECTURE = {"aarch64": "arm64"}.get(platform.machine(), platform.machine())
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
        self.java = [f"-Djavax.net.ssl.trustStore={self.store}", "-Djavax.net.ssl.trustStorePassword=changeit"]


class Function:
    """How one function is started.

    command: answers its command line, with more flags for the JVM
    restored: whether it is measured from the restore of a snapshot
    """

    def __init__(self, command, root, handler, restored=False, **environment):
        self.command, self.root, self.handler = command, root, handler
        self.restored, self.environment = restored, environment

    @property
    def remembers(self):
        """Whether the same event again costs less than the one before."""
        return self.handler == HANDLER

    def start(self, bench, api, *flags, **environment):
        initialization = "snap-start" if self.restored else "on-demand"
        return Process(self.command(*flags), {
            "AWS_LAMBDA_RUNTIME_API": api.address, "LAMBDA_TASK_ROOT": str(self.root), "_HANDLER": self.handler,
            "AWS_LAMBDA_FUNCTION_NAME": "bench", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "512",
            "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST", "AWS_REGION": fake_aws.REGION,
            "AWS_LAMBDA_INITIALIZATION_TYPE": initialization, "AWS_LAMBDA_LOG_FORMAT": "JSON",
            "AWS_DEFAULT_REGION": fake_aws.REGION, "AWS_ACCESS_KEY_ID": "bench", "AWS_SECRET_ACCESS_KEY": "bench",
            "AWS_ENDPOINT_URL": bench.url, "AWS_CA_BUNDLE": str(bench.tls.certificate), "TAGSCALER_STACK": "bench",
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
            lambda *further: [JAVA, *flags, *self.bench.tls.java, *further, "-cp", self.runtime, RUNTIME_CLIENT, handler],
            root, handler, **more)

    def zip(self, *flags, **more):
        return self.managed([*MANAGED, *flags], self.directory, HANDLER, **more)

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
        return Function(lambda *further: [*trusting, JAVA, *further, *arguments, HANDLER], function, HANDLER,
                        TAGSCALER_PRIMING="off")

    def trusting(self):
        """What to start a program with, so that native TLS trusts the certificate of this run beside the system's."""
        system = next(each for each in SYSTEM_CERTIFICATES if each.exists())
        both = WORK / "certificates.pem"
        both.write_bytes(system.read_bytes() + self.bench.tls.certificate.read_bytes())
        command = ["unshare", *([] if os.geteuid() == 0 else ["--map-root-user"]), "--mount", "sh", "-c",
                   f'mount --bind "{both}" "{system}" && exec "$@"', "sh"]
        run(*command, "true")
        return command

    def snapstart(self):
        return self.managed(SNAPSTART, self.directory, HANDLER, restored=True)

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
