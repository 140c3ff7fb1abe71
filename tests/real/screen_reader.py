"""Runs under the system's Python as a screen reader would: answers a JSON line with a JSON line about what is shown.

A request such as ``{"do": "find", "name": "Save entry"}`` names one of ``ANSWERS``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from typing import Any

import gi  # type: ignore[import-not-found,import-untyped,unused-ignore]  # lives in the system's Python alone

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # type: ignore[import-not-found,import-untyped,unused-ignore]  # noqa: E402 - as gi asks

STATES = {
    "focusable": Atspi.StateType.FOCUSABLE,
    "focused": Atspi.StateType.FOCUSED,
    "enabled": Atspi.StateType.ENABLED,
    "checked": Atspi.StateType.CHECKED,
    "expanded": Atspi.StateType.EXPANDED,
    "selected": Atspi.StateType.SELECTED,
    "modal": Atspi.StateType.MODAL,
    "editable": Atspi.StateType.EDITABLE,
}
LEAVES = {"check box", "label", "push button", "radio button", "text", "password text", "scroll bar", "separator"}
NEWER_ROLES = {"button": "push button"}
"""A role's name in newer releases of AT-SPI (Debian 13 has one), and its name in the tests, as in Debian 12."""
HEARD: list[str] = []
FOCUS: list[Any] = []
LONGEST_TEXT = 4000
Box = tuple[int, int, int, int]


def applications() -> Iterator[Any]:
    desktop = Atspi.get_desktop(0)
    for place in range(desktop.get_child_count()):
        application = desktop.get_child_at_index(place)
        if application is not None and application.get_name() == "hru-advocate":
            yield application


def role_of(node: Any) -> str:
    """What kind of thing a node is, by one name for each kind whatever the system's release."""
    name = str(node.get_role_name())
    return NEWER_ROLES.get(name, name)


def box_of(node: Any) -> Box:
    component = node.get_component_iface()
    if component is None:
        return (0, 0, 0, 0)
    found = Atspi.Component.get_extents(component, Atspi.CoordType.SCREEN)
    return (found.x, found.y, found.width, found.height)


def cut(one: Box, other: Box) -> Box:
    """What is left of a box inside another."""
    left, top = max(one[0], other[0]), max(one[1], other[1])
    right = min(one[0] + one[2], other[0] + other[2])
    bottom = min(one[1] + one[3], other[1] + other[3])
    return (left, top, max(0, right - left), max(0, bottom - top))


def text_of(node: Any) -> str:
    text = node.get_text_iface()
    if text is None:
        return ""
    return str(Atspi.Text.get_text(text, 0, min(Atspi.Text.get_character_count(text), LONGEST_TEXT)))


def children_of(node: Any) -> Iterator[tuple[int, Any]]:
    """What a node holds, with its number.

    Qt reads past the end of a list, and falls, when it is asked for a scroll bar that has gone since they were
    counted (QAccessibleAbstractScrollArea::child, 6.11); so they are counted again before each.
    """
    place = 0
    while place < node.get_child_count():
        child = node.get_child_at_index(place)
        if child is not None:
            yield place, child
        place += 1


def labels_of(node: Any) -> list[str]:
    relations = [each for each in node.get_relation_set() if each.get_relation_type() == Atspi.RelationType.LABELLED_BY]
    return [each.get_target(place).get_name() for each in relations for place in range(each.get_n_targets())]


def told_of(node: Any, path: list[int], clip: Box | None, states: Any, role: str) -> dict[str, Any]:
    """What there is to say of one node; each part costs a question to the program, so only what serves is asked."""
    focusable = states.contains(Atspi.StateType.FOCUSABLE)
    box = box_of(node)
    return {
        "path": path,
        "role": role,
        "name": node.get_name() or "",
        "description": node.get_description() or "" if role == "combo box" else "",
        "states": [name for name, state in STATES.items() if states.contains(state)],
        "box": box,
        "seen": box if clip is None else cut(box, clip),
        "text": text_of(node) if role == "text" else "",
        "labels": labels_of(node) if focusable else [],
    }


def seen_in(node: Any, path: list[int], clip: Box | None) -> Iterator[dict[str, Any]]:
    """A node and all below it that is on show, top first."""
    states = node.get_state_set()
    role = role_of(node)
    if role != "application" and not states.contains(Atspi.StateType.SHOWING):
        return
    told = told_of(node, path, clip, states, role)
    yield told
    if role in LEAVES:
        return
    inner = clip if role == "application" else told["seen"]
    for place, child in children_of(node):
        yield from seen_in(child, [*path, place], inner)


def tree() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for application in applications():
        found += seen_in(application, [application.get_process_id()], None)
    return found


def shown(node: Any, path: list[int]) -> Iterator[tuple[Any, list[int], str]]:
    """What is on show, top first, asked as little as can be."""
    role = role_of(node)
    if role != "application" and not node.get_state_set().contains(Atspi.StateType.SHOWING):
        return
    yield node, path, role
    if role not in LEAVES:
        for place, child in children_of(node):
            yield from shown(child, [*path, place])


def says(node: Any, role: str) -> str:
    """What a screen reader calls it. A list to choose from is named by its value, and described by its question."""
    own = node.get_description() if role == "combo box" else node.get_name()
    return own or (" ".join(labels_of(node)) if role in LEAVES else "")


def find(wanted: dict[str, Any]) -> dict[str, Any] | None:
    """The first thing that fits, or the one of that number; what comes after it is not asked for."""
    name, left = wanted["name"], wanted["nth"]
    for application in applications():
        for node, path, role in shown(application, [application.get_process_id()]):
            if wanted["role"] not in {"", role}:
                continue
            told = says(node, role)
            if told.startswith(name) if wanted["begins"] else told == name:
                if left == 0:
                    return again(path)
                left -= 1
    return None


def node_at(path: list[int]) -> Iterator[Any]:
    """The nodes from the program down to one place."""
    node = next(each for each in applications() if each.get_process_id() == path[0])
    yield node
    for place in path[1:]:
        node = node.get_child_at_index(place)
        yield node


def again(path: list[int]) -> dict[str, Any]:
    """A thing that was seen before, as it is now."""
    clip: Box | None = None
    around = [*node_at(path)]
    for node in around[1:-1]:
        box = box_of(node)
        clip = box if clip is None else cut(box, clip)
    node = around[-1]
    return told_of(node, path, clip, node.get_state_set(), role_of(node))


def path_of(node: Any) -> list[int]:
    above = node.get_parent()
    if role_of(node) == "application" or above is None:
        return [node.get_process_id()]
    return [*path_of(above), node.get_index_in_parent()]


def focused() -> dict[str, Any] | None:
    """Where the keyboard is: as the program announced it, or, for a program that has only begun, as it shows."""
    node = FOCUS[-1] if FOCUS else None
    if node is not None and node.get_state_set().contains(Atspi.StateType.FOCUSED):
        return told_of(node, path_of(node), None, node.get_state_set(), role_of(node))
    return next((told for told in tree() if {"focused", "focusable"} <= {*told["states"]}), None)


def texts() -> list[str]:
    """Every text there is for a screen reader, of what is on show and of what is not."""
    found: list[str] = []
    waiting = [*applications()]
    while waiting:
        node = waiting.pop()
        found += [node.get_name() or "", node.get_description() or "", text_of(node)]
        waiting += [child for _place, child in children_of(node)]
    return [text for text in found if text]


def titles() -> list[str]:
    found = []
    for application in applications():
        for place in range(application.get_child_count()):
            window = application.get_child_at_index(place)
            if window is not None:
                found.append(window.get_name())
    return found


def press(path: list[int], action: str) -> bool:
    """Do what a screen reader's own key does to a control."""
    *_around, node = node_at(path)
    actions = node.get_action_iface()
    names = [Atspi.Action.get_action_name(actions, place) for place in range(Atspi.Action.get_n_actions(actions))]
    return bool(Atspi.Action.do_action(actions, names.index(action) if action else 0))


def hear(event: Any) -> None:
    HEARD.append(str(event.any_data))


def follow(event: Any) -> None:
    if event.detail1 and event.source is not None and event.source.get_state_set().contains(Atspi.StateType.FOCUSABLE):
        FOCUS[:] = [event.source]


def heard() -> list[str]:
    told = [*HEARD]
    HEARD.clear()
    return told


ANSWERS: dict[str, Callable[[dict[str, Any]], object]] = {
    "tree": lambda _asked: tree(),
    "find": find,
    "again": lambda asked: again(asked["path"]),
    "focused": lambda _asked: focused(),
    "titles": lambda _asked: titles(),
    "texts": lambda _asked: texts(),
    "press": lambda asked: press(asked["path"], asked["action"]),
    "heard": lambda _asked: heard(),
}


def take(source: Any, condition: Any) -> bool:
    line = sys.stdin.readline()
    if not line:
        Atspi.event_quit()
        return False
    try:
        asked = json.loads(line)
        found = {"answer": ANSWERS[asked["do"]](asked)}
    except Exception as error:  # noqa: BLE001 - the page may change while it is read; whoever asked looks again
        found = {"failed": repr(error)}
    sys.stdout.write(json.dumps(found) + "\n")
    sys.stdout.flush()
    return True


def main() -> None:
    Atspi.init()
    Atspi.get_desktop(0).set_cache_mask(Atspi.Cache.ROLE | Atspi.Cache.INTERFACES)
    listener = Atspi.EventListener.new(hear)
    listener.register("object:announcement")
    follower = Atspi.EventListener.new(follow)
    follower.register("object:state-changed:focused")
    GLib.io_add_watch(sys.stdin, GLib.IO_IN | GLib.IO_HUP, take)
    sys.stdout.write('"ready"\n')
    sys.stdout.flush()
    Atspi.event_main()


if __name__ == "__main__":
    main()
