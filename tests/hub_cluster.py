"""A real PostgreSQL of the tests' own: made in memory, on a socket and on this computer's own address, gone after."""

from __future__ import annotations

import ipaddress
import os
import secrets
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from hru_advocate.hub import keeping
from hru_advocate.hub.card import MailboxCard, write_card
from hru_advocate.hub.connecting import HubLine, connected

AF_UNIX: Final[int] = getattr(socket, "AF_UNIX", 0)
"""A kind of socket Windows' Python does not know."""
PLACE: Final = Path("/dev/shm")
"""Memory every user can get to: PostgreSQL does not run as root, and folders of tests are their owner's alone."""
_PREFIX: Final = "hru-hub-"
ORDINARY: Final = "postgres"
"""The user a cluster runs as where the tests run as root; Debian's package makes it."""
CONFIG: Final = """
fsync = off
full_page_writes = off
synchronous_commit = off
max_connections = 40
shared_buffers = 16MB
max_wal_size = 32MB
autovacuum = off
ssl = on
listen_addresses = '127.0.0.1'
log_statement = all
log_connections = on
log_min_error_statement = error
"""
DOORS: Final = """
local all keeper trust
local all all scram-sha-256
hostssl all +hru_laptop 127.0.0.1/32 scram-sha-256
host all all all reject
"""


def tools() -> Path | None:
    """The folder of PostgreSQL's programs: the newest of Debian's, else wherever they are found."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    found = str(debian[-1]) if debian else shutil.which("initdb")
    return Path(found).parent if found else None


def missing() -> str:
    """What this computer lacks of a cluster, ``""`` for nothing."""
    if tools() is None:
        return "PostgreSQL (Debian's package postgresql)"
    if _as_root() and f"\n{ORDINARY}:" not in Path("/etc/passwd").read_text(encoding="utf-8"):
        return f"the user {ORDINARY}, whom Debian's package makes"
    return "" if os.access(PLACE, os.W_OK) else str(PLACE)


class Cluster:
    """One server with one mailbox, for all tests of a process."""

    def __init__(self, folder: Path, config: str = "") -> None:
        self.folder, self.port, self.config = folder, _free_port(), CONFIG + config
        self.data, self.log, self.certificate = folder / "data", folder / "log", folder / "hub.crt"
        self.keeper = MailboxCard(str(folder), "keeper", port=self.port)

    def begin(self) -> None:
        """Make it, start it, and make its database a mailbox."""
        self._run("initdb", "-D", str(self.data), "-U", "keeper", "-A", "trust", "-N", "--no-instructions",
                  "--wal-segsize=1", "-E", "UTF8", "--locale=C")  # fmt: skip
        with (self.data / "postgresql.conf").open("a", encoding="utf-8") as file:
            file.write(self.config)
        (self.data / "pg_hba.conf").write_text(DOORS, encoding="utf-8")
        certify(self.data / "server.key", self.data / "server.crt")
        shutil.copy(self.data / "server.crt", self.certificate)
        self._own(self.data / "server.key", self.data / "server.crt")
        options = f"-p {self.port} -k {self.folder}"
        self._run("pg_ctl", "-D", str(self.data), "-w", "-t", "60", "-l", str(self.log), "-o", options, "start")
        with connected(self.of_database("postgres")) as line:
            line.ask("CREATE DATABASE hru")
        with self.line() as line:
            keeping.set_up(line)

    def of_database(self, name: str) -> MailboxCard:
        """The card of whoever keeps the server, for another database."""
        return MailboxCard(str(self.folder), "keeper", name, self.port)

    @contextmanager
    def line(self) -> Iterator[HubLine]:
        """A line of whoever keeps the mailbox."""
        with connected(self.keeper) as line:
            yield line

    def end(self) -> None:
        """Stop it, whatever it is doing."""
        self._run("pg_ctl", "-D", str(self.data), "-m", "immediate", "-w", "stop", check=False)

    def empty(self) -> None:
        """Take everything out of the mailbox, those who may come too."""
        with self.line() as line:
            line.ask("TRUNCATE hru.wrapped CASCADE")
            for user in keeping.known(line):
                keeping.shut_out(line, user)

    def let_in(self, *, watcher: bool = False) -> MailboxCard:
        """A card for one more laptop, on the socket."""
        with self.line() as line:
            return keeping.let_in(line, MailboxCard(str(self.folder), "nobody", port=self.port), watcher=watcher)

    def card_file(self, folder: Path) -> Path:
        """The same in a file."""
        write_card(folder / "mailbox.toml", self.let_in())
        return folder / "mailbox.toml"

    def files(self) -> Iterator[Path]:
        """Every file it wrote."""
        return (path for path in self.folder.rglob("*") if path.is_file())

    def _own(self, *paths: Path) -> None:
        for path in paths:
            if _as_root():
                shutil.chown(path, ORDINARY, ORDINARY)

    def _run(self, tool: str, *arguments: str, check: bool = True) -> None:
        folder = tools()
        assert folder is not None
        who: dict[str, Any] = {"user": ORDINARY, "group": ORDINARY, "extra_groups": ()} if _as_root() else {}
        done = subprocess.run(
            [str(folder / tool), *arguments], cwd=PLACE, check=False, timeout=90, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env={"PATH": os.environ["PATH"], "LC_ALL": "C"}, **who,
        )  # fmt: skip
        assert not check or done.returncode == 0, done.stderr.decode()


@contextmanager
def cluster(place: Path = PLACE, config: str = "") -> Iterator[Cluster]:
    """A server that runs as long as the block; of what ``config`` says anew, that counts."""
    end_left(place)
    folder = place / f"{_PREFIX}{os.getpid()}-{secrets.token_hex(4)}"
    folder.mkdir(mode=0o755)
    folder.chmod(0o755)
    made = Cluster(folder, config)
    if _as_root():
        shutil.chown(folder, ORDINARY, ORDINARY)
    try:
        made.begin()
        yield made
    finally:
        made.end()
        shutil.rmtree(folder, ignore_errors=True)


def end_left(place: Path) -> None:
    """End the servers of runs that were killed, and take away their folders: each bears the number of its process."""
    for folder in place.glob(f"{_PREFIX}*-*"):
        number = folder.name.removeprefix(_PREFIX).partition("-")[0]
        if number.isdigit() and not Path(f"/proc/{number}").exists():
            Cluster(folder).end()
            shutil.rmtree(folder, ignore_errors=True)


def certify(key_file: Path, certificate_file: Path) -> None:
    """A key, and the certificate it signs for this computer's own name."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    names = [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    now = datetime(2020, 1, 1, tzinfo=UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now)
        .not_valid_after(now + timedelta(days=365 * 40))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    key_file.write_bytes(secret)
    key_file.chmod(0o600)
    certificate_file.write_bytes(made.public_bytes(serialization.Encoding.PEM))


def _as_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])
