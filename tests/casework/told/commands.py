"""Commands given one after the other in the made-up cases: the entries each writes, or the words it refuses with."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Final

import msgspec

from hru_advocate.casework import late, settings, typed_words
from hru_advocate.casework.incidents import after_noting, evidence, noting
from hru_advocate.casework.late import Settling
from hru_advocate.casework.law import confirmable, criminal, order_steps
from hru_advocate.casework.letters import letters, templates
from hru_advocate.casework.paper import copies
from hru_advocate.casework.paper.papers import PaperRequest, preview
from hru_advocate.casework.people import restricted, safe_contact
from hru_advocate.casework.records import entries
from hru_advocate.casework.services import directory, on_plan
from hru_advocate.casework.session import Session
from hru_advocate.casework.unit import consultations, unit_behaviours, unit_measures
from hru_advocate.casework.visits import mode, raising, steps
from hru_advocate.errors import AdvocateError
from hru_advocate.store.ledger.entries import walk
from tests.casework.told.telling import Telling

Command = Callable[[Session, str, Callable[[str], str]], Any]
"""A command is given the session, the case of Ada, and how to find the newest entry by its name."""

COMMANDS: Final[dict[str, Command]] = {
    "late, nothing chosen": lambda s, _case, of: late.settle(s, of("<ada action 1>"), Settling("")),
    "late, put off without a day": lambda s, _c, of: late.settle(s, of("<ada action 1>"), Settling("put_off", "Busy.")),
    "late, put off without a reason": lambda s, _c, of: late.settle(
        s, of("<ada action 1>"), Settling("put_off", " ", "2026-12-01")
    ),
    "late, put off": lambda s, _c, of: late.settle(
        s, of("<ada action 1>"), Settling("put_off", "The officer is away.", "2026-12-01")
    ),
    "late, done without its day": lambda s, _c, of: late.settle(s, of("<ada action 2>"), Settling("done")),
    "late, done": lambda s, _c, of: late.settle(s, of("<ada action 2>"), Settling("done", "", "2026-11-22")),
    "late, done once more": lambda s, _c, of: late.settle(s, of("<ada action 3>"), Settling("refused", "No.")),
    "late, a contact is not ended here": lambda s, _c, of: late.settle(s, of("<ada contact 4>"), Settling("done")),
    "late, a contact is put off": lambda s, _c, of: late.settle(
        s, of("<ada contact 4>"), Settling("put_off", "She asked.", "2026-11-27")
    ),
    "late, a review is put off": lambda s, _c, of: late.settle(
        s, of("<bea judgement 1>"), Settling("put_off", "Ill.", "2026-11-30")
    ),
    "late, an order is not put off": lambda s, _c, of: late.settle(
        s, of("<ada order 3>"), Settling("put_off", "Ill.", "2026-11-30")
    ),
    "visit, longer by nothing": lambda s, _c, of: steps.stay_longer(s, of("<ada visit 2>"), 0),
    "visit, longer": lambda s, _c, of: steps.stay_longer(s, of("<ada visit 2>"), 45),
    "visit, nothing raised": lambda s, _c, of: steps.note_raised(s, of("newest visit"), " "),
    "visit, raised": lambda s, _c, of: steps.note_raised(s, of("newest visit"), "Rang her phone."),
    "visit, raised again": lambda s, _c, of: steps.note_raised(s, of("newest visit"), "Rang the desk."),
    "visit mode": lambda s, _c, of: mode.begin_mode(s, of("newest visit")),
    "visit mode, now": lambda s, _c, _of: mode.mode_now(s),
    "visit mode, longer": lambda s, _c, of: mode.longer_mode(s, of("newest visit"), 15),
    "visit mode, left": lambda s, _c, _of: mode.end_mode(s),
    "visit, back": lambda s, _c, of: steps.check_in(s, of("newest visit"), "", "All well."),
    "visit, back once more": lambda s, _c, of: steps.check_in(s, of("newest visit")),
    "visit, out": lambda s, _c, of: steps.go_out(s, of("<ada visit 3>")),
    "visit, called off for no reason": lambda s, _c, of: steps.call_off(s, of("newest visit"), " "),
    "visit, called off": lambda s, _c, of: steps.call_off(s, of("newest visit"), " The court is shut. "),
    "steps, by nobody": lambda s, _c, _of: raising.keep_overdue_steps(s, "Ring.", " "),
    "steps": lambda s, _c, _of: raising.keep_overdue_steps(s, "Ring.\n\nDrive there.", "Sam Overton"),
    "steps, kept": lambda s, _c, _of: raising.overdue_steps(s),
    "order, served": lambda s, _c, of: order_steps.note_served(s, of("<ada order 3>"), "2026-11-20", "PC Made Up"),
    "order, served too early": lambda s, _c, of: order_steps.note_served(s, of("newest order"), "2026-10-01", ""),
    "order, ended": lambda s, _c, of: order_steps.note_ended(s, of("newest order"), "2026-11-22", "By the court"),
    "order, an older version": lambda s, _c, of: order_steps.note_ended(s, of("<ada order 3>"), "2026-11-22", ""),
    "incident, no words": lambda s, case, _of: noting.note_line(s, case, "yesterday 3 pm,"),
    "incident, no time": lambda s, case, _of: noting.note_line(s, case, "He rang and rang"),
    "incident": lambda s, case, _of: noting.note_line(
        s, case, "yesterday 3 pm, rang twice: “I know where you are”", {"behaviours": ["bh_called"]}
    ),
    "incident, evidence": lambda s, _c, of: evidence.add_evidence(
        s, of("newest incident"), what="A screenshot", held_by="us", sha256="ab" * 32
    ),
    "incident, asked about": lambda s, _c, of: after_noting.after_noting(s, of("newest incident")),
    "incident, answered": lambda s, _c, of: after_noting.answer_after(
        s, of("newest incident"), after_noting.AfterAnswers(("tr_method_change",), (), plan_change=True, level_up=False)
    ),
    "incident, taken back": lambda s, _c, of: noting.take_back(s, [of("newest incident")]),
    "clock met": lambda s, case, _of: criminal.meet_clock(
        s, criminal.clock_of(s, case, "support_referral"), "2026-10-07"
    ),
    "clock unknown": lambda s, case, _of: criminal.clock_of(s, case, "no_such_clock"),
    "copy back": lambda s, _c, of: copies.note_state(s, of("<ada paper 1>"), "returned"),
    "copy lost": lambda s, _c, of: copies.note_state(s, of("newest paper"), "lost"),
    "copy made": lambda s, case, _of: copies.record_copy(
        s, preview(s, PaperRequest(case, "leaflet")), {"kept_where": "Her bag", "lives_with": False}, "printed"
    ),
    "service on the plan": lambda s, case, _of: on_plan.add_service(s, case, "samaritans"),
    "service on the plan once more": lambda s, case, _of: on_plan.add_service(s, case, "samaritans"),
    "number confirmed": lambda s, _c, _of: directory.confirm(
        s, "samaritans", "number", "116 123", by="Robin Example", against="rang"
    ),
    "law confirmed by nobody": lambda s, _c, _of: confirmable.confirm_law(s, "nmo", by="", against="law"),
    "law confirmed": lambda s, _c, _of: confirmable.confirm_law(s, "nmo", by="Sam Overton", against="law"),
    "behaviour hidden": lambda s, _c, _of: unit_behaviours.set_hidden(s, "bh_called", hidden=True, reason="Not used"),
    "behaviour hidden again": lambda s, _c, _of: unit_behaviours.set_hidden(s, "bh_called", hidden=True, reason="N"),
    "behaviour shown": lambda s, _c, _of: unit_behaviours.set_hidden(s, "bh_called", hidden=False),
    "measure signed off": lambda s, _c, _of: unit_measures.sign_off(s, "sm_bag", by="Sam Overton", against="The board"),
    "measure reworded": lambda s, _c, _of: unit_measures.reword(
        s, "sm_bag", text="Have a bag ready.", short="A bag", reason="Plainer", note="Ours"
    ),
    "measure retired for no reason": lambda s, _c, _of: unit_measures.retire(s, "sm_bag", " "),
    "measure retired": lambda s, _c, _of: unit_measures.retire(s, "sm_bag", "Not here"),
    "measure retired once more": lambda s, _c, _of: unit_measures.retire(s, "sm_bag", "Not here"),
    "measure brought back": lambda s, _c, _of: unit_measures.bring_back(s, "sm_bag", "Needed"),
    "letter template retired": lambda s, _c, _of: templates.set_retired(s, "gp", retired=True, reason="Not used"),
    "letter template unknown": lambda s, _c, _of: templates.set_retired(s, "no_such", retired=True, reason="N"),
    "letter of a retired template": lambda s, case, _of: letters.begin_letter(s, case, "gp").answers.get("title"),
    "consultation, as a referral": lambda s, _c, of: consultations.referral_answers(s, of("<unit consultation 2>")),
    "safe contact written anew": lambda s, case, _of: safe_contact.open_to_write(s, case, "To mend it"),
    "restricted, opened": lambda s, case, _of: restricted.open_restricted(s, case, "For the rota"),
    "settings": lambda s, _c, _of: settings.keep_settings(
        s, msgspec.structs.replace(settings.settings(s), quiet_days=10, unit_name="Made up")
    ),
    "settings, unchanged": lambda s, _c, _of: settings.keep_settings(s, settings.settings(s)),
    "words that give away": lambda s, _c, _of: settings.keep_give_away(s, "heron\n\nheron\nkite*"),
    "words that give away, one too long": lambda s, _c, _of: settings.keep_give_away(s, "x" * 61),
    "a draft": lambda s, case, _of: entries.keep_draft(s, "d1", "contact", {"fact": "Half a li"}, case=case),
    "drafts": lambda s, case, _of: entries.drafts(s, case=case),
    "draft gone on with": lambda s, case, _of: entries.start(s, "contact", case=case, draft="d1"),
    "draft thrown away": lambda s, _c, _of: entries.discard_draft(s, "d1"),
    "plan gone on with": lambda s, case, _of: dict(entries.start(s, "thresholds").raw),
    "words kept": lambda s, _c, _of: typed_words.keep_fields(s, "page", {"a": "one", "b": "two"}),
    "words kept, one gone": lambda s, _c, _of: typed_words.keep_fields(s, "page", {"a": ""}),
    "words typed": lambda s, _c, _of: typed_words.fields_typed(s, "page"),
    "another name": lambda s, _c, _of: settings.keep_author(s, " Alex  Example "),
    "no name": lambda s, _c, _of: settings.keep_author(s, " "),
    "restricted, opened by another": lambda s, case, of: restricted.check_open(s, of("case bea")),
}


def written(telling: Telling, session: Session) -> Iterator[Any]:
    """Each command by its name: its answer or why it was refused, and the entries it wrote."""
    case = telling.cases["ada"]
    seen = {entry.header.id for _position, entry in walk(session.vault.connection().cursor())}
    newest: dict[str, str] = {}

    def of(name: str) -> str:
        kind, _space, word = name.partition(" ")
        if kind == "newest":
            return newest[word]
        return telling.cases[word] if kind == "case" else next(e for e, n in telling.named.items() if n == name)

    for name, command in COMMANDS.items():
        try:
            found = command(session, case, of)
        except AdvocateError as error:
            found = f"{type(error).__name__}: {error}"
        yield (name, _answer(found))
        for _position, entry in walk(session.vault.connection().cursor()):
            if entry.header.id in seen:
                continue
            seen.add(entry.header.id)
            header, body = entry.header, json.loads(entry.body or b"null")
            if header.kind == "record":
                newest[header.form] = header.id
                telling.named[header.id] = f"<{header.form} of “{name}”>"
            said = sorted(body.items()) if isinstance(body, dict) else [body]
            yield (f"{name} wrote", header.kind, header.form, header.author, str(header.parents), *map(str, said))


def _answer(found: Any) -> Any:
    """What a command gave back, as far as no two runs differ in it."""
    if isinstance(found, entries.Saved):
        return ("saved", *sorted(found.changed.kinds))
    return found.isoformat() if isinstance(found, date) else found
