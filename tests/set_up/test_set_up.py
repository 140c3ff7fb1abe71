"""``packaging/setup.sh`` on a bare computer, behind an organisation's certificate, without a network, moved, copied."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.specifiers import SpecifierSet

from tests.set_up.checkout import ROOT, Checkout

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows is set up by the commands in the README")


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path / "with space")


def tool_of(folder: Path) -> str:
    """Which environment a program in this checkout's environment runs in."""
    done = subprocess.run([folder / ".venv" / "bin" / "tool"], capture_output=True, text=True, check=True, timeout=500)
    return done.stdout.strip()


def asked(log: list[str]) -> list[str]:
    return [line.split()[0] for line in log]


def test_system_packages_come_before_the_question_of_certificates(checkout: Checkout) -> None:
    """The file of certificates is brought by one of them."""
    assert not checkout.certificates.exists()
    done = checkout.set_up()
    assert done.returncode == 0, done.stderr
    log = checkout.log()
    assert asked(log) == ["apt-get", "apt-get", "pip", "uv", "uv"]
    assert f"REQUESTS_CA_BUNDLE={checkout.certificates}" in log[2]
    assert all("UV_SYSTEM_CERTS=1" in line for line in log[3:])


OTHER_PYTHON = """#!/bin/bash
exec {real} -c 'import sys; sys.version_info = {version}; exec(sys.argv[1])' "$2"
"""


@pytest.mark.parametrize(
    ("version", "does"),
    [((3, 10, 14), False), ((3, 11, 0), True), ((3, 12, 9), True), ((3, 13, 0), False), ((3, 14, 1), False)],
)
def test_only_a_python_the_program_is_made_for_is_taken(
    checkout: Checkout, version: tuple[int, ...], *, does: bool
) -> None:
    """docs/decisions/0012."""
    other = OTHER_PYTHON.format(real=shlex.quote(sys.executable), version=version)
    for name in ("python3.11", "python3.12", "python3", "python"):
        (checkout.tools / name).write_text(other, encoding="utf-8")
        (checkout.tools / name).chmod(0o755)
    done = checkout.set_up(PYTHON="")
    assert ("Python 3.11 or 3.12 is needed" in done.stderr) != does
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["requires-python"]
    assert SpecifierSet(needed).contains(".".join(map(str, version))) == does


def test_where_the_system_has_only_a_newer_python_one_that_uv_keeps_is_taken(checkout: Checkout) -> None:
    """As on Debian 13."""
    newer = OTHER_PYTHON.format(real=shlex.quote(sys.executable), version=(3, 13, 5))
    older = checkout.tools / "older"
    (checkout.tools / "python").rename(older)
    for name in ("python3.11", "python3.12", "python3", "python"):
        (checkout.tools / name).write_text(newer, encoding="utf-8")
        (checkout.tools / name).chmod(0o755)
    (checkout.tools / "uv").write_text(f"#!/bin/sh\necho {shlex.quote(str(older))}\n", encoding="utf-8")
    (checkout.tools / "uv").chmod(0o755)
    done = checkout.set_up(PYTHON="")
    assert (done.returncode, done.stderr.splitlines()[-1]) == (0, "Ready.")


def test_nothing_is_done_twice(checkout: Checkout) -> None:
    checkout.set_up("test")
    checkout.log()
    for purpose in ("test", "run"):
        done = checkout.set_up(purpose)
        assert (done.returncode, done.stderr) == (0, "")
    assert checkout.log() == []


@pytest.mark.parametrize("name", ["SSL_CERT_FILE", "PIP_CERT", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"])
def test_a_file_of_certificates_named_for_one_tool_serves_both(checkout: Checkout, tmp_path: Path, name: str) -> None:
    own = tmp_path / "own.crt"
    own.touch()
    done = checkout.set_up(**{name: str(own)})
    assert (done.returncode, "not there" in done.stderr) == (0, False)
    pip, uv, _last = checkout.log()[2:]
    assert f"REQUESTS_CA_BUNDLE={own}" in pip
    assert f"SSL_CERT_FILE={own}" in uv
    assert "UV_SYSTEM_CERTS" not in uv
    assert (f"PIP_CERT={own}" in pip) == (name == "PIP_CERT")


def test_what_somebody_decided_about_certificates_stays(checkout: Checkout) -> None:
    done = checkout.set_up(UV_SYSTEM_CERTS="0")
    assert done.returncode == 0
    assert "UV_SYSTEM_CERTS=0" in checkout.log()[-1]


def test_a_file_of_certificates_that_is_not_there_is_told(checkout: Checkout) -> None:
    done = checkout.set_up(PIP_CERT="/nowhere/own.crt")
    assert "names a file of certificates that is not there" in done.stderr


def test_after_a_pull_without_a_network_the_program_still_opens(checkout: Checkout) -> None:
    checkout.set_up()
    checkout.change_pins()
    checkout.let("offline")
    done = checkout.set_up()
    assert done.returncode == 0, done.stderr
    assert "The program opens with those that" in done.stderr
    again = checkout.set_up()
    assert "The program opens with those that" in again.stderr, "it is said until it is mended"
    (checkout.told / "offline").unlink()
    assert checkout.set_up().stderr.endswith("Ready.\n")


def test_after_a_pull_without_a_network_tests_do_not_pretend(checkout: Checkout) -> None:
    checkout.set_up("test")
    with (checkout.folder / "packaging" / "requirements-dev.txt").open("a", encoding="utf-8") as pins:
        pins.write("\n")
    checkout.let("offline")
    done = checkout.set_up("test")
    assert done.returncode == 1
    assert "could not be installed" in done.stderr


def test_what_cannot_open_the_program_is_not_said_to(checkout: Checkout) -> None:
    checkout.set_up()
    with (checkout.folder / "pyproject.toml").open(encoding="utf-8") as project:
        text = project.read()
    needed = text.replace("dependencies = [\n", 'dependencies = [\n    "a-package-nobody-has>=1",\n', 1)
    (checkout.folder / "pyproject.toml").write_text(needed, encoding="utf-8")
    checkout.let("offline")
    done = checkout.set_up()
    assert done.returncode == 1
    assert "could not be installed" in done.stderr


def test_an_environment_never_finished_is_not_whole(checkout: Checkout) -> None:
    checkout.let("offline")
    done = checkout.set_up()
    assert done.returncode == 1
    assert "could not be installed" in done.stderr
    assert "Traceback" not in done.stderr


def test_without_system_packages_it_goes_on(checkout: Checkout) -> None:
    checkout.let("apt-broken")
    done = checkout.set_up()
    assert done.returncode == 0, done.stderr
    assert "could not be renewed" in done.stderr
    assert "Going on without them" in done.stderr


def test_without_an_administrator_it_names_the_line_to_type(checkout: Checkout) -> None:
    checkout.let("no-venv")
    (checkout.told / "account").write_text("1000", encoding="utf-8")
    done = checkout.set_up()
    assert done.returncode == 1
    line = next(line for line in done.stderr.splitlines() if "sudo apt-get install --no-install-recommends" in line)
    assert "python3-venv" in line.split()
    assert "sudo apt-get install python3-venv" in done.stderr.splitlines()[-1]


@pytest.mark.parametrize("name", ["elsewhere", "else where"])
def test_a_moved_checkout_heals_without_a_network(checkout: Checkout, name: str) -> None:
    checkout.set_up()
    checkout.log()
    checkout.let("offline")
    checkout.folder = checkout.folder.rename(checkout.place / name)
    done = checkout.set_up()
    assert (done.returncode, done.stderr.splitlines()) == (0, [done.stderr.strip()])
    assert "moved or copied" in done.stderr
    assert tool_of(checkout.folder) == str(checkout.folder / ".venv")
    assert [line.split()[-2:] for line in checkout.log()] == [["-e", "."]], "the package names this place too"
    assert f"{checkout.folder}/.venv" in (checkout.folder / ".venv" / "bin" / "activate").read_text(encoding="utf-8")
    assert checkout.set_up().stderr == ""


@pytest.mark.parametrize("links", [False, True])
def test_a_copied_checkout_leaves_the_first_alone(checkout: Checkout, *, links: bool) -> None:
    checkout.set_up()
    first, second = checkout.folder, checkout.place / "copy"
    subprocess.run(["cp", "-al" if links else "-a", first, second], check=True)
    assert tool_of(second) == str(first / ".venv"), "what the copy would do by itself"
    checkout.folder = second
    assert checkout.set_up().returncode == 0
    assert tool_of(second) == str(second / ".venv")
    assert tool_of(first) == str(first / ".venv")
    checkout.folder = first
    assert checkout.set_up().stderr == ""


def test_an_environment_lent_by_a_link_is_left_to_its_own_checkout(checkout: Checkout) -> None:
    checkout.set_up()
    first, second = checkout.folder, checkout.place / "other"
    shutil.copytree(first, second, symlinks=True, ignore=shutil.ignore_patterns(".venv"))
    (second / ".venv").symlink_to(first / ".venv")
    checkout.folder = second
    assert checkout.set_up().returncode == 0
    assert not (second / ".venv").is_symlink()
    assert tool_of(second) == str(second / ".venv")
    assert tool_of(first) == str(first / ".venv")


@pytest.mark.parametrize(
    ("screen", "words", "opened"),
    [
        ({}, [], "demo"),
        ({}, ["--help"], "-m ui --help"),
        ({"DISPLAY": ":7"}, [], "-m ui"),
        ({"WAYLAND_DISPLAY": "x"}, [], "-m ui"),
    ],
)
def test_run_opens_the_program_or_shows_its_work(
    checkout: Checkout, screen: dict[str, str], words: list[str], opened: str
) -> None:
    for name, says in ((".venv/bin/python", 'echo "$*"'), ("packaging/demo.sh", "echo demo")):
        program = checkout.folder / name
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text(f"#!/bin/sh\n{says}\n", encoding="utf-8")
        program.chmod(0o755)
    done = subprocess.run(
        ["packaging/run.sh", *words],
        cwd=checkout.folder, env={"PATH": "/usr/bin:/bin", **screen}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.splitlines()[-1] == opened
