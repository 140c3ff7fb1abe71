"""The steps of a stranger's first case, each with real clicks and keys only; every step waits for what it caused."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from tests.real.desktop import wait_until
from tests.real.visitor import Visitor

AUTHOR: Final = "Ann Example"
VICTIM: Final = "Keira Marsh"
WISH: Final = "I want to walk the dog Kanarek7Qx again"
"""Her own words, with one word nobody else would write."""
CANARY: Final = "Kanarek7Qx"
WORRY: Final = "He waits by the shop"


def set_up(visitor: Visitor, *, alone: bool) -> str:
    """From the first window to Today; the passphrase that opens the vault from now on."""
    visitor.click("Set up my vault")
    visitor.wait_focus("Your name, as it stands under every entry")
    visitor.write(AUTHOR)
    visitor.key("Return")
    if alone:
        visitor.click("I understand, and there is no keychain to be had")
    words = visitor.wait_words(r"([a-z]+ ){5}[a-z]+" if alone else r"([a-z]+ ){3}[a-z]+")
    visitor.picture("passphrase")
    for field in ("New passphrase", "The same once more"):
        visitor.fill(field, words, "password text")
    visitor.wait_for("Strong enough, and twice the same.")
    visitor.key("Return")
    visitor.wait_for("Hide it and type it back")
    code = visitor.wait_words(r"[A-Z0-9]{4}(-[A-Z0-9]{4})+")
    visitor.picture("recovery code")
    visitor.key("Return")
    visitor.wait_focus("Type the code back, from your paper")
    visitor.write(code.lower().replace("-", " "))
    visitor.key("Return")
    visitor.wait_for("Contacts due")
    visitor.picture("today")
    return words


def refer(visitor: Visitor) -> None:
    """A new referral, from Today to the page of the case."""
    visitor.click("New referral")
    visitor.wait_focus("Name of the person referred")
    visitor.write(VICTIM)
    visitor.fill("When the referral came", "about 3 pm yesterday")
    visitor.key("Tab", "Tab")
    visitor.wait_focus("Where it came from")
    visitor.key("Down")
    for words in ("Cheshire East", "Stalking", "Former partner", "No, not any more"):
        visitor.click(words, "check box")
    visitor.fill("What the person wants, in her or his words", WISH)
    visitor.click("Yes", "check box", nth=1)  # this unit can add something; the first Yes is agreement
    visitor.click("Take on", "check box")
    visitor.picture("referral")
    visitor.key("ctrl+s")
    visitor.wait_for("Since last time", begins=False)
    visitor.picture("case")


def agree_on_contact(visitor: Visitor) -> None:
    """The rules of safe contact, from the strip that says there are none."""
    visitor.click("Change the safe contact rules")
    visitor.wait_focus("Yes, in the ways below")
    visitor.key("space")
    visitor.click("Add a row: Safe ways")
    visitor.wait_focus("Mobile")
    visitor.key("space")
    visitor.fill("Number", "07700 900123")
    for day in ("Monday", "Tuesday"):
        visitor.click(day, "check box")
    visitor.fill("From", "10:00")
    visitor.fill("To", "14:00")
    visitor.picture("safe contact")
    visitor.key_into("ctrl+s", "Confirmed with the person on")
    visitor.picture("what is missing")
    visitor.click("Today: Confirmed with the person on", "push button")
    visitor.key("ctrl+s")
    visitor.wait_for("Overview", "check box")
    visitor.wait_gone("No rules yet.")
    visitor.picture("case with rules")


def talk_about_risk(visitor: Visitor) -> None:
    """A risk conversation: one open question by typing, the rest by the number keys."""
    visitor.click("Risk conversation")
    visitor.wait_focus("What worries you most at the moment?")
    visitor.write(WORRY)
    visitor.click("Stalking behaviour", "check box", begins=True)
    for key in ("1", "1", "2", "5"):
        visitor.wait_focus("Yes, key 1")
        asked = last_question(visitor)
        visitor.key(key)
        wait_until(partial(has_moved_on, visitor, asked), what=f"the question after {asked}")
    visitor.key("ctrl+s")
    visitor.wait_for("Risk conversation: what came of it")
    visitor.picture("what came of it")
    visitor.click("To the case")
    visitor.wait_for("Risk conversation")
    visitor.picture("case with risks")


def has_moved_on(visitor: Visitor, asked: str) -> bool:
    """Whether another question was announced since."""
    return last_question(visitor) != asked


def last_question(visitor: Visitor) -> str:
    """What was announced last, apart from drafts that save themselves whenever they like."""
    return [said for said in visitor.heard() if not said.startswith("Draft saved")][-1]


def rate_needs(visitor: Visitor) -> None:
    """A needs assessment with one need rated."""
    visitor.click("Needs", "check box")
    visitor.click("Talk about needs")
    visitor.wait_focus("If one thing could be better by next week, what would it be?")
    visitor.click("Safety at home", "check box", begins=True)
    visitor.wait_gone("If one thing could be better by next week, what would it be?", "text")
    visitor.picture("needs")
    visitor.key("3")
    visitor.picture("needs rated")
    visitor.key("ctrl+s")
    visitor.wait_for("Needs assessment: what came of it")
    visitor.click("To the case")
    visitor.wait_for("Talk about needs")


def plan(visitor: Visitor, measures: int = 3) -> list[str]:
    """The plan builder: measures taken from the suggestions, and signed off; what was added."""
    visitor.click("Plan", "push button")
    visitor.wait_for("Side by side")
    added = []
    for _number in range(measures):
        found = visitor.click("Add to the plan: ", begins=True)
        visitor.wait_gone(found.called)
        added.append(found.called.removeprefix("Add to the plan: "))
    visitor.picture("plan")
    visitor.click("Sign off")
    visitor.wait_focus("Look at the plan again by")  # what changed is asked of a later version alone
    visitor.click("1 week: ", begins=True)
    visitor.click("Sign off this version")
    visitor.wait_gone("Sign off this version")
    visitor.picture("plan signed")
    return added


def open_paper(visitor: Visitor) -> None:
    """The paper page: whether they live together is told by the record and not asked; the other three are answered."""
    visitor.click("Preview and print")
    visitor.wait_focus("Yes, key 1")
    for question in (0, 1, 2):
        visitor.click("No, key 2", nth=question)
    visitor.picture("paper")


def to_paper(visitor: Visitor) -> str:
    """From the first window to the paper of a first case by the shortest way; the passphrase."""
    passphrase = set_up(visitor, alone=True)
    refer(visitor)
    agree_on_contact(visitor)
    talk_about_risk(visitor)
    plan(visitor)
    open_paper(visitor)
    return passphrase


def print_copy(visitor: Visitor) -> None:
    """Print through the dialog, with the printer it proposes."""
    wait_until(lambda: "enabled" in visitor.wait_for("Print copy 1").states, what="the right to print")
    visitor.click("Print copy 1")
    visitor.wait_for("Print", "push button")
    visitor.picture("dialog")
    visitor.key("Return")
    visitor.wait_for("Copy 1 printed and remembered.")
    visitor.picture("printed")


def save_copy(visitor: Visitor, path: Path) -> None:
    """Save what is previewed as a plain file, through the dialog."""
    visitor.click("Save as a file", "push button")
    visitor.click("Plain: anyone who finds the file can read it", "radio button")
    visitor.click("Choose where")
    visitor.wait_for("Save", "push button")
    visitor.key("ctrl+a")
    visitor.write(str(path))
    visitor.key("Return")
    visitor.wait_for("Saved as a file, and the copy remembered.")
    assert path.read_bytes().startswith(b"%PDF")


def unlock(visitor: Visitor, passphrase: str) -> None:
    """The locked door, opened."""
    visitor.wait_focus("Passphrase")
    visitor.picture("locked")
    visitor.write(passphrase)
    visitor.key("Return")
    visitor.wait_for("Contacts due")


def lock_unlock_lock(visitor: Visitor, passphrase: str) -> None:
    """Locked, opened and locked again: what is kept is read by a program of its own."""
    visitor.key("ctrl+l")
    unlock(visitor, passphrase)
    visitor.key("ctrl+l")
    visitor.wait_focus("Passphrase")


def open_case(visitor: Visitor) -> None:
    """The list of cases, and the one case in it, by keys alone."""
    visitor.key("ctrl+2")
    visitor.wait_focus("Name, reference or area")
    visitor.wait_for("Case: K. M.", "table cell", begins=True)
    visitor.key("Down")
    visitor.wait_focus("Cases")
    visitor.key("Return")
    visitor.wait_for("Log contact")
    visitor.picture("case again")
