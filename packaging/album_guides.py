"""The pictures of the guides, out of an album just drawn: ``python packaging/album_guides.py build/album``.

Each is named in a page of ``docs`` as ``pictures/NAME.png``; no other is kept. They are small: a guide is read on a
laptop that is often slow, and a picture that is renewed stays in the history.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PIL import Image

DOCS: Final = Path(__file__).resolve().parent.parent / "docs"
LOOK: Final = "light-100"
_COLOURS: Final = 64
_NAMED: Final = re.compile(r"\]\(pictures/([a-z0-9_-]+)\.png\)")


def named() -> list[str]:
    """The names of the pictures that the pages show, each once."""
    pages = sorted(DOCS.glob("*.md"))
    return sorted({name for page in pages for name in _NAMED.findall(page.read_text("utf-8"))})


def small(picture: Path) -> bytes:
    """A picture of the album with as few colours as its words need."""
    out = io.BytesIO()
    with Image.open(picture) as drawn:
        drawn.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def main(arguments: Sequence[str] | None = None) -> int:
    """Keep the pictures the guides name, and take out those they do not; gives the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("album", type=Path, help="the folder that `make album` filled")
    album: Path = parser.parse_args(arguments).album / LOOK
    names = named()
    missing = [name for name in names if not (album / f"{name}.png").exists()]
    if missing:
        print(f"The album has no {', '.join(missing)}. Nothing was kept; draw all of it first.", file=sys.stderr)
        return 1
    kept = DOCS / "pictures"
    kept.mkdir(exist_ok=True)
    for old in kept.glob("*.png"):
        if old.stem not in names:
            old.unlink()
    for name in names:
        (kept / f"{name}.png").write_bytes(small(album / f"{name}.png"))
    print(f"{len(names)} pictures are in {kept}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
