"""The scripts a translation may be written in: the faces of paper serve the screen too, where it has none."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final

from PySide6.QtGui import QFontDatabase

import resources

_FACES: Final = Path(resources.__file__).with_name("fonts")
_OURS: Final = ("NotoSans-", "NotoSansMath", "NotoSansSymbols", "NotoEmoji")
"""Scripts that every screen has faces for: ours would take the place of its own."""


@lru_cache(maxsize=1)
def know_scripts() -> int:
    """Let the screen fall back on our own faces; how many there are. Done once, before a translation is first shown."""
    faces = [face for face in sorted(_FACES.glob("Noto*-Regular.ttf")) if not face.name.startswith(_OURS)]
    return sum(QFontDatabase.addApplicationFont(str(face)) >= 0 for face in faces)
