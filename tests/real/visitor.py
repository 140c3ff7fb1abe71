"""Somebody at the keyboard: sees what a screen reader sees, and does all with real clicks and keys."""

from __future__ import annotations

import json
import os
import re
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from select import select
from typing import IO, Any, Self

from tests.real.desktop import PATIENCE, SYSTEM_PYTHON, Desktop, end, wait_until

READER = Path(__file__).with_name("screen_reader.py")
ENOUGH = 8
"""Points of a control that must be in sight before it is clicked."""
FAR = 120
"""Points that one turn of the wheel surely moves a page by, and no more than twice as many."""
Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing on the screen, as a screen reader knows it."""

    pid: int
    path: tuple[int, ...]
    role: str
    name: str
    description: str
    states: frozenset[str]
    box: Box
    seen: Box
    text: str
    labels: tuple[str, ...]

    @classmethod
    def told(cls, node: dict[str, Any]) -> Self:
        """As the screen reader's eyes tell it."""
        return cls(
            node["path"][0],
            tuple(node["path"]),
            node["role"],
            node["name"],
            node["description"],
            frozenset(node["states"]),
            tuple(node["box"]),
            tuple(node["seen"]),
            node["text"],
            tuple(node["labels"]),
        )

    @property
    def called(self) -> str:
        """What a screen reader calls it: its own name, or that of the label beside it.

        The name of a list to choose from is its value here, so its description says what is asked.
        """
        own = self.description if self.role == "combo box" else self.name
        return own or " ".join(self.labels)

    def is_in_sight(self) -> bool:
        """Whether enough of it can be seen to click on it."""
        return self.seen[2] >= ENOUGH and self.seen[3] >= min(ENOUGH, self.box[3]) and self.seen[3] > 0


def is_called(found: Seen | None, name: str) -> bool:
    """Say if something has this name, by itself, before the key that does the same, or before that it is needed."""
    called = "" if found is None else found.called
    return called in (name, f"{name}: Needed to save.") or called.startswith(f"{name}, key ")


class Eyes:
    """Reads the screen of one desktop as a screen reader does.

    ``pictures`` takes a picture of each step named to ``picture``.
    """

    def __init__(self, desktop: Desktop, pictures: Path) -> None:
        self.desktop, self._pictures = desktop, pictures
        self._reader: subprocess.Popen[bytes] | None = None
        self._heard: list[str] = []
        self._count = 0
        self.mishaps: list[str] = []

    def __enter__(self) -> Self:
        self._reader = subprocess.Popen(
            [SYSTEM_PYTHON, str(READER)],
            env=self.desktop.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            bufsize=0,
        )  # fmt: skip
        assert self._pipes()[1].readline() == b'"ready"\n'
        return self

    def __exit__(self, *_told: object) -> None:
        if self._reader is not None:
            for pipe in self._pipes():
                pipe.close()
            end(self._reader)

    def look(self) -> list[Seen]:
        """Everything on show, windows one after the other, from top to bottom."""
        return [Seen.told(node) for node in self._ask("tree") or ()]

    def titles(self) -> list[str]:
        """The names of all windows of the program."""
        return [str(title) for title in self._ask("titles")]

    def heard(self) -> list[str]:
        """All that was announced since the beginning."""
        self._heard += self._ask("heard") or ()
        return self._heard

    def wait_heard(self, words: str) -> None:
        """Wait until something was announced that begins with these words."""
        try:
            wait_until(lambda: any(each.startswith(words) for each in self.heard()), what=f"hearing {words}")
        except AssertionError as error:
            message = f"{error}; heard: {self.heard()}; {self._told_of_failure()}"
            raise AssertionError(message) from None

    def find(self, name: str, role: str = "", *, nth: int = 0, begins: bool = False) -> Seen | None:
        """A thing by the name a screen reader says and by its role, where it is on show."""
        told = self._ask("find", name=name, role=role, nth=nth, begins=begins)
        if not told and not begins:  # an answer is called by its words and by its key
            told = self._ask("find", name=f"{name}, key ", role=role, nth=nth, begins=True)
        return Seen.told(told) if told else None

    def focused(self) -> Seen | None:
        """Where the keyboard is."""
        told = self._ask("focused")
        return Seen.told(told) if told else None

    def wait_for(
        self, name: str, role: str = "", *, nth: int = 0, begins: bool = False, seconds: float = PATIENCE
    ) -> Seen:
        """As ``find``, with patience; the failure says what was there instead."""
        try:
            found = wait_until(lambda: self.find(name, role, nth=nth, begins=begins), what=name, seconds=seconds)
        except AssertionError as error:
            message = f"{error}; {self._told_of_failure()}"
            raise AssertionError(message) from None
        assert found is not None
        return found

    def _told_of_failure(self) -> str:
        """What was there instead, with a picture of it."""
        kept = self.picture("lost")
        there = sorted({f"{each.role}: {each.called}" for each in self.look() if each.called})
        said = [line for line in self.desktop.said("program").splitlines() if "accessible" not in line]
        ends = [process.poll() for process in self.desktop.programs]
        told = f"on show: {'; '.join(there)}; mishaps: {self.mishaps[-3:]}; said: {said[-60:]}; ended: {ends}"
        return f"{told}; a picture lies at {kept}"

    def wait_checked(self, name: str) -> None:
        """Wait until something that stays down when pressed is down."""
        wait_until(lambda: "checked" in self.wait_for(name, "check box").states, what=f"{name} to be chosen")

    def wait_gone(self, name: str, role: str = "") -> None:
        """Wait until nothing of this name is on show."""
        wait_until(lambda: self.find(name, role) is None, what=f"the end of {name}")

    def wait_words(self, shape: str) -> str:
        """Wait for words on the screen that have a shape from their first letter to their last."""
        return wait_until(
            lambda: next((each.name for each in self.look() if re.fullmatch(shape, each.name)), ""), what=shape
        )

    def wait_focus(self, name: str) -> None:
        """Wait until the keyboard is in a thing of this name."""
        try:
            wait_until(lambda: is_called(self.focused(), name), what=f"the keyboard in {name}")
        except AssertionError as error:
            message = f"{error}; it is in {self.focused()}; {self._told_of_failure()}"
            raise AssertionError(message) from None

    def picture(self, step: str) -> Path:
        """Keep a picture of the screen as it is."""
        self._pictures.mkdir(parents=True, exist_ok=True)
        self._count += 1
        path = self._pictures / f"{self._count:02}-{step.replace(' ', '-')}.png"
        self.desktop.picture().save(path, compress_level=1)
        return path

    def _again(self, found: Seen, path: tuple[int, ...] | None = None) -> Seen:
        told = self._ask("again", path=list(path or found.path))
        return Seen.told(told) if told else found

    def _ask(self, do: str, **more: object) -> Any:
        asking, hearing = self._pipes()
        asking.write(json.dumps({"do": do, **more}).encode() + b"\n")
        asking.flush()
        assert select([hearing], [], [], PATIENCE)[0], "the screen reader gave no answer"
        told = json.loads(hearing.readline())
        if "failed" in told:
            self.mishaps.append(told["failed"])
        return told.get("answer")

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        reader = self._reader
        assert reader is not None
        assert reader.stdin is not None
        assert reader.stdout is not None
        return reader.stdin, reader.stdout


class Visitor(Eyes):
    """Somebody who sees, and uses the keyboard and the mouse."""

    def key_into(self, keys: str, name: str) -> None:
        """Press keys that take the keyboard to a thing of this name; once more where a busy machine lost them."""
        self.key(keys)
        try:
            wait_until(lambda: is_called(self.focused(), name), what=f"the keyboard in {name}", seconds=15)
        except AssertionError:
            self.key(keys)
            self.wait_focus(name)

    def key(self, *keys: str) -> None:
        """Press keys by the names X gives them, such as ``ctrl+l`` or ``Return``."""
        self._hands("key", "--clearmodifiers", *keys)

    def write(self, words: str) -> None:
        """Type words where the keyboard is."""
        self._hands("type", "--delay", "4", "--clearmodifiers", "--", words)

    def point(self, across: int, down: int) -> None:
        """Put the mouse somewhere."""
        self._hands("mousemove", str(across), str(down))

    def click(self, name: str, role: str = "", *, nth: int = 0, begins: bool = False) -> Seen:
        """Click on a thing by its name, having turned the wheel until it is in sight."""
        found = self.wait_for(name, role, nth=nth, begins=begins)
        return self.click_on(found)

    def click_on(self, found: Seen) -> Seen:
        """Click on a thing that was seen, having turned the wheel until it is in sight."""
        found = self._bring_into_sight(found)
        left, top, wide, high = found.seen
        self._hands("mousemove", str(left + wide // 2), str(top + high // 2), "click", "1")
        return found

    def fill(self, name: str, words: str, role: str = "text") -> None:
        """Click into a field and type."""
        self.click(name, role)
        self.wait_focus(name)
        self.write(words)

    def press(self, name: str, role: str = "push button", *, action: str = "", begins: bool = False) -> None:
        """Press a control as a screen reader does: by its action, with neither mouse nor key."""
        found = self.wait_for(name, role, begins=begins)
        assert self._ask("press", path=list(found.path), action=action)

    def _bring_into_sight(self, found: Seen) -> Seen:
        """Turn the wheel over the page towards the thing until it can be clicked, and rests."""
        end_at = time.monotonic() + PATIENCE
        while True:
            after = self._again(found)
            if found.is_in_sight() and after.box == found.box:
                return after
            found = after
            if not found.is_in_sight():
                assert time.monotonic() < end_at, f"{found.called} never came in sight"
                self._turn_wheel(found)

    def _turn_wheel(self, found: Seen) -> None:
        """Scroll the part of the page that holds the thing: the innermost one around it that is in sight itself."""
        around = [self._again(found, found.path[:length]) for length in range(len(found.path) - 1, 1, -1)]
        left, top, wide, high = next(each.seen for each in around if each.is_in_sight())
        middle = top + high // 2
        away = found.box[1] + found.box[3] // 2 - middle
        turns = max(1, abs(away) // FAR)
        button = "5" if away > 0 else "4"
        place = (str(left + wide - 24), str(middle))
        self._hands("mousemove", *place, "click", "--repeat", str(turns), "--delay", "10", button)

    def _hands(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self.desktop.environment, check=True, timeout=PATIENCE)


def unnamed(seen: Sequence[Seen]) -> list[str]:
    """Controls the keyboard can reach and a screen reader has no name for."""
    return [f"{each.role} at {each.box}" for each in seen if "focusable" in each.states and not each.called.strip()]


def pictures_folder(otherwise: Path) -> Path:
    """Where pictures of steps go: beside the album when somebody wants to look at them."""
    wanted = os.environ.get("HRU_PICTURES")
    return Path(wanted) if wanted else otherwise
