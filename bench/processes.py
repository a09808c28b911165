"""A function's process, with its processor time, its memory and its share of a processor."""
import os
import pathlib
import signal
import subprocess
import time

TICKS = os.sysconf("SC_CLK_TCK")
ROOT = pathlib.Path("/sys/fs/cgroup")
# A function of 512 MB has 512/1769 of a processor once it is initialized; the period is Lambda's.
SHARE, PERIOD_US = 512 / 1769, 20_000


class ControlGroup:
    """Counts the processor time of one process to the microsecond, and limits it.

    Needs a writable /sys/fs/cgroup, of either version. Without one there is `None` in its place.
    """

    def __init__(self, name):
        self.two = (ROOT / "cgroup.controllers").exists()
        folders = [ROOT / name] if self.two else [ROOT / kind / name for kind in ("cpuacct", "cpu")]
        self.folders = []
        for folder in folders:
            folder.mkdir()
            self.folders.append(folder)
        self.limit = self.folders[-1] / ("cpu.max" if self.two else "cpu.cfs_quota_us")

    @staticmethod
    def make(name):
        """A new one, or `None` where none may be made."""
        try:
            return ControlGroup(name)
        except OSError:
            return None

    @staticmethod
    def can_limit():
        group = ControlGroup.make(f"tagscaler-bench-{os.getpid()}-try")
        if group is None:
            return False
        found = os.access(group.limit, os.W_OK)
        group.remove()
        return found

    def cpu_ms(self):
        if self.two:
            lines = (self.folders[0] / "cpu.stat").read_text().splitlines()
            return int(next(line for line in lines if line.startswith("usage_usec")).split()[1]) / 1e3
        return int((self.folders[0] / "cpuacct.usage").read_text()) / 1e6

    def throttle(self):
        quota = round(PERIOD_US * SHARE)
        if self.two:
            self.limit.write_text(f"{quota} {PERIOD_US}")
        else:
            (self.limit.parent / "cpu.cfs_period_us").write_text(str(PERIOD_US))
            self.limit.write_text(str(quota))

    def remove(self):
        for folder in self.folders:
            for _ in range(100):
                try:
                    folder.rmdir()
                    break
                except OSError:
                    time.sleep(0.02)  # its process has just ended


class Process:
    """A function's process, started at once."""

    count = 0

    def __init__(self, command, environment, directory, core, log):
        Process.count += 1
        self.group = ControlGroup.make(f"tagscaler-bench-{os.getpid()}-{Process.count}")
        join = "".join(f"echo $$ > {folder}/cgroup.procs; " for folder in (self.group.folders if self.group else []))
        pin = ["taskset", "-c", str(core)] if core is not None else []
        self.log = open(log, "ab")
        self.started = time.perf_counter()
        self.child = subprocess.Popen(
            ["/bin/sh", "-c", join + 'exec "$@"', "sh", *pin, *(str(each) for each in command)],
            env=environment, cwd=directory, stdout=self.log, stderr=self.log)

    def cpu_ms(self):
        if self.group:
            return self.group.cpu_ms()
        fields = pathlib.Path(f"/proc/{self.child.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) * 1000 / TICKS

    def throttle(self):
        self.group.throttle()

    def peak_mb(self):
        status = pathlib.Path(f"/proc/{self.child.pid}/status").read_text()
        return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) / 1024

    def end(self, gently=False):
        self.child.send_signal(signal.SIGTERM if gently else signal.SIGKILL)
        self.child.wait(timeout=60)
        self.log.close()
        if self.group:
            self.group.remove()
