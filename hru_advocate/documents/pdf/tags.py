"""The structure tree of a file: its elements say which words are a heading, a list item, a cell, in what language.

Elements are made by the layout in reading order; a leaf gets a marked-content id on every page it stands on, so that
a paragraph over two pages stays one paragraph. ReportLab has no structure tree; this one is written once, as text.
"""

from __future__ import annotations

from hru_advocate.documents.pdf.canvas import TaggedCanvas
from hru_advocate.documents.pdf.objects import WrittenObject, text_string


class Element:
    """One element of the structure tree. ``extra`` is further PDF dictionary text such as a table attribute."""

    __slots__ = ("extra", "in_tree", "kids", "kind", "language", "number", "parent")

    def __init__(self, kind: str, parent: Element | None = None, *, language: str = "", extra: str = "") -> None:
        self.kind = kind
        self.parent = parent
        self.language = language
        self.extra = extra
        self.kids: list[Element | tuple[int, int]] = []
        self.number = 0
        self.in_tree = False

    def child(self, kind: str, *, language: str = "", extra: str = "") -> Element:
        """A new element at the end of this one."""
        element = Element(kind, self, language=language, extra=extra)
        element._enter_tree()
        return element

    def inline(self, language: str) -> Element:
        """Words of another language inside this element; it joins the tree when its first word is drawn."""
        return Element("Span", self, language=language)

    def add_actual_text(self, text: str) -> Element:
        """A new part of this element that says a text as it was typed, in whatever order its letters are drawn."""
        self._enter_tree()
        return self.child("Span", extra=f"/ActualText {text_string(text)}")

    def mark(self, page: int, content: int) -> None:
        """Note that marked content ``content`` of a page (both from 0) belongs to this element."""
        self._enter_tree()
        self.kids.append((page, content))

    def _enter_tree(self) -> None:
        """Join the tree; an inline part does so with its first word."""
        if not self.in_tree and self.parent is not None:
            self.parent.kids.append(self)
        self.in_tree = True

    def walk(self) -> list[Element]:
        """This element and all below it, in reading order."""
        found = [self]
        for kid in self.kids:
            if isinstance(kid, Element):
                found += kid.walk()
        return found


def write_tree(canvas: TaggedCanvas, root: Element, owners: list[list[Element]]) -> None:
    """Write the structure tree of finished pages.

    ``owners`` are the elements of each marked content, page by page.
    """
    document = canvas.document
    pages = canvas.page_numbers
    tree = WrittenObject(document)
    written = [(element, WrittenObject(document)) for element in root.walk()]
    for element, placeholder in written:
        element.number = placeholder.number
    notes: list[Element] = []
    for element, placeholder in written:
        if element.kind == "Note":
            notes.append(element)
        placeholder.text = _element(element, tree.number, pages, len(notes))
    rows = " ".join(
        f"{page} [{' '.join(f'{element.number} 0 R' for element in row)}]" for page, row in enumerate(owners)
    )
    parents = WrittenObject(document, f"<</Nums [{rows}]>>")
    names = " ".join(f"{text_string(f'note{count}')} {note.number} 0 R" for count, note in enumerate(notes, 1))
    ids = f"/IDTree {WrittenObject(document, f'<</Names [{names}]>>').number} 0 R" if names else ""
    tree.text = (
        f"<</Type /StructTreeRoot /K {root.number} 0 R /ParentTree {parents.number} 0 R "
        f"/ParentTreeNextKey {len(owners)}{ids}>>"
    )
    canvas.set_structure(tree)


def _element(element: Element, tree: int, pages: list[int], notes: int) -> str:
    parent = tree if element.parent is None else element.parent.number
    parts = [f"<</Type /StructElem /S /{element.kind} /P {parent} 0 R"]
    home: int | None = None
    for kid in element.kids:
        if not isinstance(kid, Element):
            home = kid[0]
            parts.append(f"/Pg {pages[home]} 0 R")
            break
    if element.kids:
        kids = " ".join([_kid(kid, home, pages) for kid in element.kids])
        parts.append(f"/K {kids}" if len(element.kids) == 1 else f"/K [{kids}]")
    if element.language:
        parts.append(f"/Lang {text_string(element.language)}")
    if element.kind == "Note":
        parts.append(f"/ID {text_string(f'note{notes}')}")
    if element.extra:
        parts.append(element.extra)
    return " ".join(parts) + ">>"


def _kid(kid: Element | tuple[int, int], home: int | None, pages: list[int]) -> str:
    if isinstance(kid, Element):
        return f"{kid.number} 0 R"
    page, content = kid
    return str(content) if page == home else f"<</Type /MCR /Pg {pages[page]} 0 R /MCID {content}>>"
