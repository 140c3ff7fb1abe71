"""A made-up case full of what identifies, and how the bytes of a paper are read back: text, raw streams, metadata."""

from __future__ import annotations

import io
import re
from datetime import date

import pikepdf
import pypdfium2

from hru_advocate.casework.records.entries import Saved
from hru_advocate.casework.session import Session
from hru_advocate.domain.text_folding import fold
from tests.casework.open_sessions import add, new_case

_SHORT = 2
"""Letters that stand beside each other by chance in any text without its spaces."""
_CHANCE = 6
"""Letters from which on a word in the bytes of a font or a packed stream is no chance."""
PEOPLE: tuple[dict[str, object], ...] = (
    {"role": "victim", "name": "Mo Example", "born": "1990-06-14", "address": "3 Quiet Mews, WA1 9ZZ"},
    {
        "role": "perpetrator",
        "name": "Darren Holtby",
        "called": "Daz",
        "born": "1985-03-02",
        "phone": "07700 900123",
        "email": "daz.holtby85@example.com",
        "address": "12 Acacia Road, Warrington, WA4 6XX",
    },
    {"role": "child", "name": "Zoë O’Tester-Lee", "born": "2014-05-02"},
    {"role": "safe_person", "name": "Grace Parkinson", "phone": "01632 960011"},
    {"role": "officer", "name": "Sukhvinder Testgill"},
)
RULES: dict[str, object] = {
    "may_contact": "yes",
    "ways": [{"method": "mobile", "number": "07700 900456"}],
    "code_word": "lemon curd",
    "confirmed": "2026-11-20",
}
MARAC: dict[str, object] = {
    "kind": "marac",
    "basis": ["judgement", "escalation"],
    "why": "It happens more often. Daz waits outside.",
    "wants": "I want Darren kept away from Zoe.",
    "afraid_of": "Daz and his brother Kyle",
    "knows": "yes",
    "consent": "without",
    "consent_because": "The sergeant decided it: her life is in danger.",
    "state": "planned",
    "on": "2026-12-01",
}
DISCLOSED: dict[str, object] = {
    "recipient": "housing",
    "agency": "Made-up Council",
    "conflict": "no",
    "what": "That she needs a safe home.",
    "purpose": "A safe home",
    "basis": ["consent"],
    "necessary": "They ask for no more.",
    "consent": "yes",
    "authorised_by": "Sgt Example",
    "channel": "secure_email",
    "on": "2026-11-22",
    "back_how": "destroy",
    "back_by": "2026-12-22",
}


def told_case(session: Session, *incidents: str) -> Saved:
    """A case with its people, rules and a MARAC to come; each text becomes an incident."""
    case = new_case(session)
    for person in PEOPLE:
        add(session, case, "person", person)
    add(session, case, "safe_contact", RULES)
    add(session, case, "meeting", MARAC)
    for at, text in enumerate(incidents):
        happened = date(2026, 11, 1 + at % 20).isoformat()
        add(session, case, "incident", {"happened": happened, "what": text, "basis": "report"})
    return case


def streams_of(pdf: bytes) -> str:
    """All that can be got out of a PDF besides what a reader shows: every stream unpacked, every string, folded."""
    found = [pdf.decode("latin-1")]
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for one in document.objects:
            if isinstance(one, pikepdf.Stream):
                found.append(one.read_bytes().replace(b"\0", b"").decode("latin-1"))
            found.append(repr(one))
    return fold("\n".join(found))


def text_of(pdf: bytes) -> str:
    """The text as a reader shows it, on one line."""
    with pypdfium2.PdfDocument(pdf) as document:
        return re.sub(r"\s+", " ", " ".join(page.get_textpage().get_text_range() for page in document))


def leaks(pdf: bytes, *words: str) -> list[str]:
    """The words of which the letters stand in the paper, in whatever case, whatever stands between them."""
    streams, shown = streams_of(pdf), fold(text_of(pdf))
    run_on = re.sub(r"[^a-z0-9]+", "", shown)
    found = []
    for word in words:
        plain = fold(word)
        run = re.sub(r"[^a-z0-9]+", "", plain)
        in_text = plain in shown or (len(run) > _SHORT and run in run_on)
        if in_text or (len(run) >= _CHANCE and plain in streams):
            found.append(word)
    return found
