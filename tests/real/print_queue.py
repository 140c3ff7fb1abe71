"""A print scheduler of its own: the real CUPS on a socket in a folder, with one printer that keeps what it is sent."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Final, Self
from urllib.parse import quote

from tests.real.desktop import end, wait_until

TOOLS: Final = ("cupsd", "lp", "lpadmin", "lpstat", "ipptool")
DRIVER: Final = Path("/usr/share/ppd/cupsfilters/Generic-PDF_Printer-PDF.ppd")
PRINTER: Final = "Office"
PLACE: Final = Path("/dev/shm")
"""Memory that every user can get to: filters run as another user, and folders of tests are their owner's alone."""
PLACES: Final = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"
CONFIG = """Listen {folder}/s
LogLevel debug
MaxLogSize 0
PageLogFormat %p|%u|%j|%P|%{{job-name}}|%{{document-name}}|%{{job-originating-host-name}}
Browsing Off
DefaultAuthType None
DefaultPaperSize A4
PreserveJobFiles No
PreserveJobHistory Yes
WebInterface No
DefaultPolicy open
<Location />
Order allow,deny
Allow all
</Location>
<Policy open>
JobPrivateValues none
SubscriptionPrivateValues none
<Limit All>
Order deny,allow
</Limit>
</Policy>
"""
FILES = """ServerRoot {folder}/root
CacheDir {folder}/cache
RequestRoot {folder}/spool
TempDir {folder}/temp
StateDir {folder}/state
AccessLog {folder}/log/access
ErrorLog {folder}/log/error
PageLog {folder}/log/page
FileDevice Yes
Sandboxing relaxed
SystemGroup {group}
"""
# A second after a job a scheduler lets go of it, and answers a question for "all" from memory alone, without its name;
# one for attributes by their groups makes it read the job again.
QUESTION: Final = """{
    OPERATION Get-Jobs
    GROUP operation-attributes-tag
    ATTR charset attributes-charset utf-8
    ATTR naturalLanguage attributes-natural-language en
    ATTR uri printer-uri $uri
    ATTR keyword which-jobs all
    ATTR keyword requested-attributes %s
    STATUS successful-ok
}
"""
QUESTIONS: Final = "".join(QUESTION % wanted for wanted in ("job-description,job-template", "all"))


def missing() -> list[str]:
    """What this computer lacks of a print scheduler."""
    lacking = [tool for tool in TOOLS if shutil.which(tool, path=PLACES) is None]
    if not DRIVER.exists():
        lacking.append("cups-filters")
    return lacking if os.access(PLACE, os.W_OK) else [*lacking, str(PLACE)]


class PrintQueue:
    """One scheduler and one printer, as long as a test needs them. Programs find it by ``environment``.

    What is printed lies in ``output``; everything else of the scheduler in memory, until it ends.
    """

    def __init__(self, output: Path) -> None:
        self.folder = PLACE / f"hru-queue-{secrets.token_hex(4)}"
        self.paper = output / "paper"
        """What came out of the printer, as PDF; each job writes it anew."""
        self.environment = {"CUPS_SERVER": str(self.folder / "s"), "CUPS_USER": "advocate"}
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        folder, group = self.folder, _group()
        for name in (".", "root", "cache", "spool", "state", "log", "temp"):
            (folder / name).mkdir(parents=True, exist_ok=True)
            (folder / name).chmod(0o755)  # whatever the mask of whoever runs this
        (folder / "temp").chmod(0o1777)
        (folder / "cupsd.conf").write_text(CONFIG.format(folder=folder), encoding="utf-8")
        (folder / "files.conf").write_text(FILES.format(folder=folder, group=group), encoding="utf-8")
        with ExitStack() as stack:
            stack.callback(shutil.rmtree, folder)
            log = stack.enter_context((folder / "log" / "scheduler").open("wb"))
            process = subprocess.Popen(
                ["cupsd", "-f", "-c", str(folder / "cupsd.conf"), "-s", str(folder / "files.conf")],
                env={"PATH": PLACES, "HOME": str(folder)}, stdout=log, stderr=log, umask=0o022,
            )  # fmt: skip
            stack.callback(end, process)
            wait_until(lambda: "is running" in self.ask("lpstat", "-r"), what="the print scheduler")
            device = f"file:/.{self.paper}"  # CUPS would take a name that begins with /dev/ for hardware
            self.ask("lpadmin", "-p", PRINTER, "-v", device, "-E", "-P", str(DRIVER))
            self.ask("lpadmin", "-d", PRINTER)
            assert PRINTER in self.ask("lpstat", "-d")
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *_told: object) -> None:
        self._stack.close()

    def ask(self, *command: str) -> str:
        """Run a command of CUPS against this scheduler; what it wrote."""
        environment = {"PATH": PLACES, "HOME": str(self.folder), **self.environment}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=500, check=False)
        return done.stdout

    def printed(self, jobs: int = 1) -> bytes:
        """Wait until so many jobs are done; the paper of the last."""
        wait_until(lambda: len(self.done()) >= jobs, what="the printer to finish")
        return self.paper.read_bytes()

    def done(self) -> list[str]:
        """The jobs that came out, a line each."""
        return self.ask("lpstat", "-W", "completed", "-o", PRINTER).splitlines()

    def told(self) -> str:
        """Everything the scheduler would tell about its jobs, to anybody who asks, with what its logs say."""
        questions = self.folder / "jobs.test"
        questions.write_text(QUESTIONS, encoding="utf-8")
        place = quote(self.environment["CUPS_SERVER"], safe="")
        address = f"ipp://{place}/printers/{PRINTER}"
        answered = self.ask("ipptool", "-tv", address, str(questions))
        assert "job-id" in answered, answered
        logs = [(self.folder / "log" / name).read_text(errors="replace") for name in ("page", "access", "error")]
        return "\n".join([answered, *logs])

    def left(self) -> list[Path]:
        """Documents still lying in the scheduler's own folders."""
        return [path for name in ("spool", "temp") for path in (self.folder / name).iterdir() if path.name[0] != "c"]


def _group() -> str:
    """The group whose members may manage the queue: ours."""
    if sys.platform != "win32" and os.geteuid() != 0:
        return str(os.getegid())
    return "root"
