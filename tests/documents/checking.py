"""What a PDF of ours must stand up to: two accessibility checkers, qpdf, and three programs that read its words."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import unicodedata
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import outloud
import pdfua
import pikepdf
import pypdf
import pypdfium2

FONTS: Traversable = files("resources").joinpath("fonts")


def faults(data: bytes, folder: Path) -> list[str]:
    """Everything the checkers call an error, and every rule of theirs that fell over.

    Only the rule against empty headings may: it does so on any heading of several parts, such as one in two languages.
    """
    path = folder / "paper.pdf"
    path.write_bytes(data)
    found = [f"outloud {each.rule}: {each.message}" for each in _outloud(path).findings if each.severity == "error"]
    report = pdfua.validate(str(path))
    found += [f"pdfua {each.rule_id}: {each.message}" for each in report.findings]
    found += [
        f"pdfua {each.rule_id} skipped: {each.skipped_reason}"
        for each in report.outcomes
        if each.skipped_reason and not (each.rule_id == "UA-14-001" and "is_integer" in each.skipped_reason)
    ]
    if shutil.which("qpdf"):
        run = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, check=False)
        if run.returncode:
            found.append(f"qpdf: {run.stdout} {run.stderr}")
    path.unlink()
    return found


def _outloud(path: Path) -> outloud.findings.Result:
    result = outloud.check(str(path))
    assert result.error is None
    assert not [run for run in result.runs if run.status == "crashed"]
    return result


def readings(data: bytes, folder: Path, *, right_to_left: bool = False) -> dict[str, str]:
    """The text of a PDF as each reader at hand extracts it, in the order of its content.

    Words that run from right to left stand in it as on the page, and pdftotext must look at the page to turn them.
    """
    found = {"pypdfium2": _pdfium(data), "pypdf": _pypdf(data)}
    if shutil.which("pdftotext"):
        path = folder / "read.pdf"
        path.write_bytes(data)
        how = [] if right_to_left else ["-raw"]
        run = subprocess.run(["pdftotext", *how, str(path), "-"], capture_output=True, check=True)
        found["pdftotext"] = run.stdout.decode()
        path.unlink()
    return found


def _pdfium(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as document:
        pages = []
        for page in document:
            text = page.get_textpage()
            pages.append(text.get_text_range())
            text.close()
            page.close()
        return "\n".join(pages)


def _pypdf(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def read_aloud(data: bytes) -> str:
    """The words of a PDF in the order of its structure tree, as those who hear the page are given them."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pieces = {(str(page.objgen), number): text for page in pdf.pages for number, text in _marked(page).items()}
        said: list[str] = []

        def walk(node: pikepdf.Object, page: str) -> None:
            if isinstance(node, pikepdf.Array):
                for kid in node:
                    walk(kid, page)
            elif isinstance(node, pikepdf.Dictionary):
                page = str(node.Pg.objgen) if "/Pg" in node else page
                if "/MCID" in node:
                    said.append(pieces[page, int(node.MCID)])
                elif "/ActualText" in node:
                    said.append(str(node.ActualText))
                elif "/K" in node:
                    said.append(f"{node.Alt} " if "/Alt" in node else "")
                    walk(node.K, page)
                said.append("" if node.get("/S") == "/Span" or "/MCID" in node else "\n")
            else:
                said.append(pieces[page, int(node)])

        walk(pdf.Root.StructTreeRoot.K, "")
    return "".join(said)


def _marked(page: pikepdf.Page) -> dict[int, str]:
    """The text of each piece of marked content of a page, by its number."""
    names = {name: _meanings(font.ToUnicode.read_bytes()) for name, font in page.Resources.Font.items()}
    found: dict[int, str] = {}
    open_now: list[tuple[int | None, bool]] = []
    meanings: dict[bytes, str] = {}
    for instruction in pikepdf.parse_content_stream(page):
        operands = instruction.operands
        number, silent = open_now[-1] if open_now else (None, False)
        match str(instruction.operator):
            case "BDC":
                about = operands[1]
                if "/ActualText" in about and number is not None:
                    found[number] += str(about.ActualText)
                elif "/MCID" in about:
                    number = int(about.MCID)
                    found[number] = ""
                open_now.append((number, "/ActualText" in about))
            case "EMC":
                open_now.pop()
            case "Tf":
                meanings = names[str(operands[0])]
            case "Tj" | "TJ" if number is not None and not silent:
                shown = operands[0] if isinstance(operands[0], pikepdf.Array) else [operands[0]]
                codes = b"".join(bytes(part) for part in shown if isinstance(part, pikepdf.String))
                found[number] += "".join(meanings[codes[at : at + 2]] for at in range(0, len(codes), 2))
            case _:
                pass
    return found


def _meanings(table: bytes) -> dict[bytes, str]:
    """What each code of a font says."""
    rows = re.findall(rb"^<([0-9A-F]{4})> <([0-9A-F]*)>$", table, re.MULTILINE)
    return {bytes.fromhex(code.decode()): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in rows}


def _letters(data: bytes) -> list[tuple[float, float, float, float]]:
    """The boxes of all letters of a PDF: left, bottom, right and top, in points."""
    boxes: list[tuple[float, float, float, float]] = []
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            text = page.get_textpage()
            inked = [at for at in range(text.count_chars()) if pypdfium2.raw.FPDFText_GetUnicode(text, at) > 32]
            boxes += [text.get_charbox(at) for at in inked]
            text.close()
            page.close()
    return boxes


def ink_edges(data: bytes) -> tuple[float, float]:
    """The leftmost and rightmost ink of all letters of a PDF, in points."""
    boxes = _letters(data)
    return min((box[0] for box in boxes), default=100.0), max((box[2] for box in boxes), default=100.0)


def ink_heights(data: bytes) -> list[tuple[float, float]]:
    """The lowest and highest ink of each letter of a PDF, in points."""
    return [(box[1], box[3]) for box in _letters(data)]


def spoken(text: str) -> list[str]:
    """The words of a text, however its letters are composed, without what pages leave out or readers put in.

    A glyph that says nothing of its own says a zero-width space; pdftotext wraps what it turns round.
    """
    return unicodedata.normalize("NFC", re.sub("[\u200b\u202a-\u202c\ufeff]", "", text)).split()


def structure(data: bytes) -> list[str]:
    """The kinds of the structure tree, each indented by its depth."""
    lines: list[str] = []

    def walk(node: pikepdf.Object, depth: int) -> None:
        if isinstance(node, pikepdf.Array):
            for kid in node:
                walk(kid, depth)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            lines.append("  " * depth + str(node.S)[1:])
            if "/K" in node:
                walk(node.K, depth + 1)

    with pikepdf.open(io.BytesIO(data)) as pdf:
        walk(pdf.Root.StructTreeRoot.K, 0)
    return lines
