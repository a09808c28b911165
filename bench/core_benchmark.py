"""Measures the pure core with JMH: reading the tags of one target and planning, without any call."""
import json
import shutil

from functions import HERE, JAVA, JAVA_HOME, MANAGED, TOP, WORK, run


def measure(cpu):
    classes, report = WORK / "core", WORK / "core.json"
    shutil.rmtree(classes, ignore_errors=True)
    classes.mkdir(parents=True)
    path = WORK / "core.cp"
    run(TOP / "mvnw", "-q", "-B", "-ntp", "-f", HERE / "pom.xml", "dependency:3.11.0:build-classpath", f"-Dmdep.outputFile={path}")
    class_path = ":".join([path.read_text().strip(), str(TOP / "target" / "classes"),
                           *(str(each) for each in (TOP / "target" / "function" / "lib").glob("*.jar"))])
    run(JAVA_HOME / "bin" / "javac", "-nowarn", "--release", "25", "-proc:full", "-cp", class_path, "-d", classes,
        *(HERE / "core").rglob("*.java"))
    pin = ["taskset", "-c", str(cpu)] if cpu is not None else []
    # With the compiler that Lambda's managed runtime uses, and without the checks that need a quiet machine.
    run(*pin, JAVA, "-cp", f"{classes}:{class_path}", "org.openjdk.jmh.Main", "-f", "1", "-wi", "4", "-w", "1", "-i", "5",
        "-r", "1", "-prof", "gc", "-rf", "json", "-rff", report, "-jvmArgs", " ".join(MANAGED),
        stdout=open(WORK / "core.log", "w"))
    return {
        each["params"]["tagSet"]: {
            "us": each["primaryMetric"]["score"], "us_error": each["primaryMetric"]["scoreError"],
            "kb": metric(each, "gc.alloc.rate.norm") / 1000}
        for each in json.loads(report.read_text())}


def metric(result, name):
    return next(value["score"] for key, value in result["secondaryMetrics"].items() if key.endswith(name))
