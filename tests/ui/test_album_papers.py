"""The album draws every kind of document of a made-up case: a new kind that it cannot draw ends it half-way."""

from __future__ import annotations

from pathlib import Path

import pytest

from hru_advocate.casework.paper.document_kinds import DOCUMENTS
from tests.packaging_script import packaging_script
from ui.shell.screen import ScreenContext


def test_every_kind_of_document_is_drawn(
    context: ScreenContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    album_papers = packaging_script("album_papers.py")
    monkeypatch.setattr(album_papers, "SIZES", ())  # sizes and languages are drawn the same way, and take long
    monkeypatch.setattr(album_papers, "languages", lambda _session: ())
    album_papers.draw_documents(context.worker, tmp_path / "pages")
    drawn = {picture.name.rpartition("-")[0] for picture in (tmp_path / "pages").iterdir()}
    assert drawn == {kind.id for kind in DOCUMENTS}
