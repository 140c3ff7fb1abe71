"""The pages a script asks for, whose a name is, and letters just begun, as they are pinned for the made-up cases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from hru_advocate.casework import listing
from hru_advocate.casework.checks import recipient_checks
from hru_advocate.casework.checks.disclosure_checks import refused_by_record
from hru_advocate.casework.closing.looks import looks
from hru_advocate.casework.disclosure import builder
from hru_advocate.casework.incidents import lines
from hru_advocate.casework.law import confirmable
from hru_advocate.casework.law.legal_options import option_choices
from hru_advocate.casework.letters import letters, templates
from hru_advocate.casework.outcomes import figures
from hru_advocate.casework.people import restricted
from hru_advocate.casework.people.safe_contact import reveal_safe_contact
from hru_advocate.casework.plan.planning import suggest_for
from hru_advocate.casework.records import records, searching
from hru_advocate.casework.services import directory
from hru_advocate.casework.session import Session
from hru_advocate.casework.unit import consultations, languages, unit_behaviours, unit_measures
from hru_advocate.domain.ledger.ids import case_ref
from hru_advocate.errors import AdvocateError

NAMES: Final = (
    "Karl Marsh", "karl marsh", "Mr K. Marsh", "Kaz", "Kaz Marsh", "Marsh", "Una Vale", "Una", "Gale North",
    "Kit Example", "DC Lane Made-Up", "Ada Example", "Ada", "Otto Sample", "Nobody Known",
)  # fmt: skip
_FIRST: Final = 12


def whose_names(session: Session, case: str) -> Iterator[Any]:
    """Whose each name is, as a recipient of anything, and whether a restricted case may go to them."""
    for name in NAMES:
        owner = recipient_checks.whose(session, case, name)
        said = recipient_checks.sentence(owner) if owner is not None else "nobody's against"
        refused = recipient_checks.refused_at(session, case, [name])
        yield (name, said, f"refused={refused}", f"may be sent={restricted.may_be_sent_to(session, case, name)}")
    for kind in ("marac", "mappa", "police", "housing", "strategy"):
        yield (kind, refused_by_record(session, case, kind))


def measures_offered(session: Session, case: str) -> Iterator[Any]:
    """The first measures offered with all that is said of each, and of the others whether they are."""
    rows = suggest_for(session, case)
    yield from rows[:_FIRST]
    for row in rows[_FIRST:]:
        said = row.suggestion
        yield (said.measure, row.priority_words, f"refused={bool(said.refused)}", f"advice={bool(said.advice_first)}")


def numbers_shown(session: Session, case: str) -> Iterator[Any]:
    """Safe contact with its numbers, as the hour allows and for a reason."""
    for reason, every, named in (("", False, True), ("", True, True), ("She asked", True, False)):
        try:
            yield reveal_safe_contact(session, case, reason, all_ways=every, named=named)
        except AdvocateError as error:
            yield str(error)
    for line in records.record_lines(session, case, ("safe_contact", "person")):
        yield records.reveal_record(session, line.entry, "To read it back")
    yield looks(session, case, limit=3)


def for_scripts(session: Session, case: str) -> Iterator[Any]:
    """A case as a script is told it."""
    ref = case_ref(case)
    yield listing.show(session, ref, protected=False)
    yield listing.steps(session, ref)
    yield listing.plan(session, ref)
    yield lines.listed(session, case)


def letters_begun(session: Session, case: str) -> Iterator[Any]:
    """Each letter as it begins, and what is left to do before it may go."""
    for one in letters.templates_to_choose(session):
        begun = letters.begin_letter(session, case, one.id)
        look = letters.look_at(session, case, dict(begun.answers))
        yield (one.id, one.title, look.pages, look.fault, look.fault_field, look.blanks, look.not_so, look.ready)
        yield (look.items, look.prompts)


def unit_for_scripts(session: Session) -> Iterator[Any]:
    """The lists of the unit as a script is told them."""
    yield listing.cases(session)
    yield listing.cases(session, text="sample", status="open")
    yield listing.search(session, "bus", 5)
    yield consultations.listed(session, consultations.ConsultationFilter())
    yield consultations.figures_listed(session)
    yield [one for one in unit_behaviours.listed(session) if one["own"]]
    yield [one["id"] for one in unit_measures.listed(session, "pets", "")]
    yield templates.listed(session, "housing")
    yield directory.listed(session, directory.DirectoryFilter("helpline"))[:3]
    yield directory.page_listed(session, "national_domestic_abuse_helpline")
    page = figures.figures(session, figures.FiguresRequest())
    yield figures.listed(page)
    yield figures.figures_csv(page).decode("utf-8-sig").splitlines()
    yield languages.template(session.product, "pl").splitlines()[:40]
    yield [searching.find(session, words, 4) for words in ("door", "Karl", "bus stop each", "locks Friday")]
    yield option_choices(session)
    yield figures.choices(session)
    yield directory.choices(session)
    yield builder.templates(session)
    yield [confirmable.is_there(session, one) for one in ("nmo", "no_such")]


OF_SOME_CASES: Final[dict[str, Callable[[Session, str], Iterator[Any]]]] = {
    one.__name__: one for one in (whose_names, measures_offered, numbers_shown, for_scripts, letters_begun)
}
