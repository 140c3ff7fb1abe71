"""Runs under the system's Python as a screen reader would: answers a JSON line with a JSON line about what is shown.

Requests: ``{"do": "tree"}``, ``{"do": "heard"}``, ``{"do": "press", "path": [...]}`` and ``{"do": "titles"}``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
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
HEARD: list[dict[str, object]] = []
LONGEST_TEXT = 4000
Box = tuple[int, int, int, int]


def applications() -> Iterator[Any]:
    desktop = Atspi.get_desktop(0)
    for place in range(desktop.get_child_count()):
        application = desktop.get_child_at_index(place)
        if application is not None and application.get_name() == "hru-advocate":
            yield application


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


def labels_of(node: Any) -> list[str]:
    relations = [each for each in node.get_relation_set() if each.get_relation_type() == Atspi.RelationType.LABELLED_BY]
    return [each.get_target(place).get_name() for each in relations for place in range(each.get_n_targets())]


def seen_in(node: Any, path: list[int], clip: Box | None) -> Iterator[dict[str, object]]:
    """A node and all below it that is on show, top first."""
    states = node.get_state_set()
    role = node.get_role_name()
    if role != "application" and not states.contains(Atspi.StateType.SHOWING):
        return
    box = box_of(node)
    visible = box if clip is None else cut(box, clip)
    focusable = states.contains(Atspi.StateType.FOCUSABLE)
    yield {
        "path": path,
        "role": role,
        "name": node.get_name() or "",
        "description": node.get_description() or "",
        "states": [name for name, state in STATES.items() if states.contains(state)],
        "box": box,
        "seen": visible,
        "text": text_of(node) if focusable and role != "password text" else "",
        "labels": labels_of(node) if focusable else [],
    }
    inner = clip if role == "application" else visible
    for place in range(node.get_child_count()):
        child = node.get_child_at_index(place)
        if child is not None:
            yield from seen_in(child, [*path, place], inner)


def tree() -> list[dict[str, object]]:
    found = []
    for application in applications():
        pid = application.get_process_id()
        found.append({"pid": pid, "nodes": list(seen_in(application, [pid], None))})
    return found


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
    node = next(each for each in applications() if each.get_process_id() == path[0])
    for place in path[1:]:
        node = node.get_child_at_index(place)
    actions = node.get_action_iface()
    names = [Atspi.Action.get_action_name(actions, place) for place in range(Atspi.Action.get_n_actions(actions))]
    return bool(Atspi.Action.do_action(actions, names.index(action) if action else 0))


def hear(event: Any) -> None:
    source = event.source
    HEARD.append({"kind": event.type, "words": str(event.any_data), "from": source.get_name() if source else ""})


def answer(asked: dict[str, Any]) -> object:
    if asked["do"] == "tree":
        return tree()
    if asked["do"] == "titles":
        return titles()
    if asked["do"] == "press":
        return press(asked["path"], asked.get("action", ""))
    told = [*HEARD]
    HEARD.clear()
    return told


def take(source: Any, condition: Any) -> bool:
    line = sys.stdin.readline()
    if not line:
        Atspi.event_quit()
        return False
    try:
        found = answer(json.loads(line))
    except Exception as error:  # noqa: BLE001 - the page may change while it is read; whoever asked looks again
        found = {"failed": repr(error)}
    sys.stdout.write(json.dumps(found) + "\n")
    sys.stdout.flush()
    return True


def main() -> None:
    Atspi.init()
    Atspi.get_desktop(0).set_cache_mask(Atspi.Cache.NONE)
    listener = Atspi.EventListener.new(hear)
    listener.register("object:announcement")
    GLib.io_add_watch(sys.stdin, GLib.IO_IN | GLib.IO_HUP, take)
    sys.stdout.write('"ready"\n')
    sys.stdout.flush()
    Atspi.event_main()


if __name__ == "__main__":
    main()
