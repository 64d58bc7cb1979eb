"""A site of its own with the shipped gateway in front of it, for scripts that throw things at it."""
import os
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
MENDMARK = ROOT / ".build/debug/mendmark"
TOKEN = "a token for the counters"


class Site:
    """Begins empty; `environment` overrides its settings."""

    def __init__(self, **environment):
        self.top = pathlib.Path(tempfile.mkdtemp(prefix="mm-served-"))
        self.folder = self.top / "s"
        self.environment = {
            **os.environ, "MENDMARK_SITE": str(self.folder), "MENDMARK_METRICS_TOKEN": TOKEN,
            "MENDMARK_SCRYPT_COST": "10", "SWIFT_BACKTRACE": "enable=no"}
        self.run("init", "--name-zh", "试验大学", "--host", "T.EXAMPLE", "--no-secure", "--port", "0")
        self.serve(**environment)

    def run(self, *arguments, said=None):
        """A command on this site; what it printed."""
        done = subprocess.run(
            [str(MENDMARK), *arguments], env=self.environment, check=True, capture_output=True, input=said, text=True)
        return done.stdout

    def serve(self, **environment):
        self.process = subprocess.Popen(
            [str(MENDMARK), "serve"], env={**self.environment, **environment}, stdout=subprocess.PIPE, text=True)
        self.base = re.search(r"http://\S+", self.process.stdout.readline()).group()

    def decoded(self):
        """Photos that a decoder was let at, since the start."""
        request = urllib.request.Request(self.base + "/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
        with urllib.request.urlopen(request) as reply:
            text = reply.read().decode()
        return int(re.search(r"^mendmark_photos_decoded_total (\d+)", text, re.M).group(1))

    def photos(self):
        """The files that are kept of photos."""
        folder = self.folder / "photos"
        return sorted(path for path in folder.rglob("*") if path.is_file()) if folder.exists() else []

    def processes(self):
        """The gateway and its children."""
        found = [self.process.pid]
        for entry in pathlib.Path("/proc").glob("[0-9]*/stat"):
            try:
                if int(entry.read_text().rsplit(")", 1)[1].split()[1]) == self.process.pid:
                    found.append(int(entry.parent.name))
            except (OSError, IndexError):
                continue
        return found

    def memory(self, field):
        """MiB by process."""
        found = {}
        for process in self.processes():
            try:
                status = pathlib.Path(f"/proc/{process}/status").read_text()
            except OSError:
                continue
            value = re.search(rf"^{field}:\s+(\d+) kB", status, re.M)
            if value:
                found[process] = int(value.group(1)) / 1024
        return found

    def forget_peaks(self):
        for process in self.processes():
            pathlib.Path(f"/proc/{process}/clear_refs").write_text("5")

    def stop(self):
        """Ends the gateway; the folder stays."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(60)

    def remove(self):
        self.stop()
        shutil.rmtree(self.top)
