"""The screens: Qt only; knows casework, domain, page blocks and errors."""

from __future__ import annotations

import sys


def read_no_sources() -> None:
    """Spare every import a reading of its source, which PySide6 searches for a spelling of names nobody here uses.

    It would keep all it read: six MiB. Without sources, as installed, its answer is the same no (docs/decisions/0011).
    """
    support = sys.modules.get("shibokensupport.feature")
    if support is not None and hasattr(support, "_mod_uses_pyside"):
        vars(support)["_mod_uses_pyside"] = _uses_none  # there is no public way


def _uses_none(_module: object) -> bool:
    return False


read_no_sources()  # where Qt is loaded already; the program itself loads it after this (ui/loading.py)
