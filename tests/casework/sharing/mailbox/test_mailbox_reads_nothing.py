"""What the mailbox holds, logs and is told: not one byte of a case, of a name, of a device, of a password."""

from __future__ import annotations

import base64
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec
import pytest

from hru_advocate.casework.session import Session
from hru_advocate.casework.sharing.mailbox import choose_mailbox
from hru_advocate.hub.card import write_card
from tests.casework.open_sessions import add, id_of
from tests.casework.sharing.mailbox.posted import post
from tests.casework.sharing.two_laptops import CANARY, NAMES, shared_case
from tests.hub_cluster import AF_UNIX, Cluster

pytestmark = pytest.mark.xdist_group("hub")


@contextmanager
def recorded(folder: Path, hub: Cluster, heard: list[bytes]) -> Iterator[None]:
    """A socket in a folder that hands everything on to the server's, both ways, and keeps what went through."""
    name = f".s.PGSQL.{hub.port}"
    held: list[socket.socket] = []
    with socket.socket(AF_UNIX) as listening, ThreadPoolExecutor(30) as threads:
        listening.bind(str(folder / name))
        listening.listen()

        def hand_on(one: socket.socket, other: socket.socket) -> object:
            return threads.submit(_hand_on, heard, one, other)

        threads.submit(_accept, listening, hub.folder / name, hand_on, held)
        yield
        listening.shutdown(socket.SHUT_RDWR)
        for one in held:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
    for one in held:
        one.close()


def _accept(listening: socket.socket, server: Path, hand_on: Callable[..., object], held: list[socket.socket]) -> None:
    with suppress(OSError):  # it was shut: the test has ended
        while True:
            one, _whence = listening.accept()
            other = socket.socket(AF_UNIX)
            held += (one, other)
            other.connect(str(server))
            hand_on(one, other)
            hand_on(other, one)


def _hand_on(heard: list[bytes], source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(1 << 16):
            heard.append(data)
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)


def _spelt(words: str) -> set[bytes]:
    """Words as they may stand somewhere."""
    plain = words.encode()
    return {plain, words.encode("utf-16-le"), plain.hex().encode(), base64.b64encode(plain)[:-4], plain.upper()}


def test_not_a_byte_is_in_its_files_its_log_its_write_ahead_files_or_on_the_line(
    both: list[Session], hub: Cluster, tmp_path: Path
) -> None:
    heard: list[bytes] = []
    words = {CANARY, "Marigold", "Rang back", "HRU Advocate", *NAMES[:2]}
    (tmp_path / "s").mkdir()
    with recorded(tmp_path / "s", hub, heard):
        for session in both:
            card = msgspec.structs.replace(hub.let_in(), host=str(tmp_path / "s"))
            write_card(tmp_path / f"{card.user}.toml", card)
            choose_mailbox(session, tmp_path / f"{card.user}.toml")
            words |= {card.password, session.device.device_id}
        case = shared_case(both, tmp_path)
        words |= {case.ref, id_of(case)}
        post(both[0])
        add(both[1], case, "notes", {"lines": [{"text": "Rang back."}]})
        assert (len(post(both[1]).came), len(post(both[0]).came)) == (1, 1)
    with hub.line() as line:
        line.do("CHECKPOINT")
    needles = {one for said in words for one in _spelt(said)} | {bytes.fromhex(id_of(case).replace("-", ""))}
    needles |= {bytes.fromhex(one.device.device_id) for one in both}
    places = {str(path): path.read_bytes() for path in hub.files()} | {"the line": b"".join(heard)}
    assert len(places["the line"]) > 4 * 65536
    assert any("pg_wal" in one for one in places)
    assert any(b"INSERT INTO hru.wrapped" in data for name, data in places.items() if name.endswith("log"))
    found = [(name, needle) for name, data in places.items() for needle in needles if needle in data]
    assert found == []
