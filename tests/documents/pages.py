"""Made-up pages for the tests of paper: one of every shape."""

from __future__ import annotations

from hru_advocate.documents.blocks import (
    AnswerBlock,
    BlankField,
    Contact,
    Contacts,
    Heading,
    Item,
    Items,
    KeepTogether,
    Notice,
    Page,
    PageBreak,
    Paragraph,
    PocketCard,
    Quote,
    Run,
    Table,
)

_SITUATIONS = {
    "In an emergency": (
        ("Ring 999. If you cannot speak, press 55 when asked.", "me, any time", ""),
        ("If I can get out safely, I go. I call from outside.", "me", ""),
    ),
    "Out and about": (
        ("Change my route and time on two or three days each week.", "me, from this week", ""),
        ("If a car stays behind me, I drive to a police station or a busy place. I do not drive home.", "me", ""),
        ("Sam at reception knows who must not be let in, and what to say on the phone.", "my advocate, by 27 Nov", ""),
    ),
    "At home": (("A camera at the back door. Clips are kept for police.", "police, by 27 Nov", "Fitted by the unit."),),
    "Phone and online": (
        ("Keep messages. Do not answer. Send pictures of them each Friday.", "me, each week", ""),
        ("Do not move or switch off anything that may be a tracker. Ask first.", "me; police will look", ""),
    ),
}

NUMBERS = Contacts(
    (
        Contact("Emergency", "999", "any time", under="press 55 when asked if I cannot speak"),
        Contact("Made-up Stalking Helpline", "01632 960 123", "checked 14 Nov 2026\nring to ask the hours"),
        Contact("Night line", "020 7946 0407", "checked 14 Nov 2026"),
    )
)


def situations() -> tuple[Heading | Items, ...]:
    """Four headed lists of measures."""
    blocks: list[Heading | Items] = []
    for name, measures in _SITUATIONS.items():
        blocks += [Heading(name), Items(tuple(Item(text, aside, note) for text, aside, note in measures))]
    return tuple(blocks)


def plan(carrier: str = "a4", *, rounds: int = 1) -> Page:
    """A plan; four rounds are about four pages."""
    return Page(
        title="Your plan",
        carrier="a4_large" if carrier == "a4_large" else "a4",
        footer="Keep this where only I will find it",
        blocks=(
            Heading("Your plan", 1),
            Paragraph((Run("Made on 23 November 2026 · look at it again by 7 December, or sooner", "quiet"),)),
            Quote("“I want to walk the dog again without looking over my shoulder.”"),
            *situations() * rounds,
            Heading("People you can ring"),
            NUMBERS,
            Paragraph((Run("No plan can promise safety. What someone else does is never your fault.", "quiet"),)),
        ),
    )


def file_copy() -> Page:
    """Every kind of block on a marked page of the unit's own."""
    table = Table(
        ("When", "What happened", "Evidence"),
        tuple(
            (f"{day} Nov 2026", f"Car outside for {day} minutes, engine on, lights off. " * 2, "photo")
            for day in range(1, 29)
        ),
        (0.2, 0.6, 0.2),
    )
    return Page(
        title="File copy 3",
        subject="Risk and needs",
        marking="OFFICIAL-SENSITIVE",
        footer="Copy 3 · HRU-AAAA-BBBB",
        blocks=(
            Heading("File copy", 1),
            Paragraph(
                (
                    Run("She said "),
                    Run("nie boję się", language="pl"),
                    Run(" and then "),
                    Run("left", "strong"),
                    Run("."),
                )
            ),
            Notice("Ring only between ten and two.", "note"),
            Notice("He reads her post. Do not write.", "caution"),
            Notice("There is a weapon in the house. Two people go, never one.", "danger"),
            Heading("What was asked"),
            AnswerBlock("What worries you most?", "He waits outside\nevery Friday.", quote=True, help="Her own words"),
            AnswerBlock("Who lives there?", "She and two children."),
            Heading("What happened", 3),
            table,
            PageBreak(),
            KeepTogether((Heading("Kept together"), Paragraph((Run("One paragraph. " * 40),)))),
            *situations(),
            NUMBERS,
            PocketCard(("Out first, call after",), (("Now", "999"),)),
        ),
    )


def blank_form() -> Page:
    """A form to fill in by hand."""
    return Page(
        title="First talk",
        blocks=(
            Heading("First talk", 1),
            BlankField("Name you want us to use", "Any name is fine."),
            BlankField("How may we reach you?", choices=("telephone", "text", "e-mail", "through someone you trust")),
            BlankField("What worries you most?", "In your own words.", lines=6),
            BlankField(
                "Has any of this happened in the last month?",
                choices=(
                    "Followed",
                    "Watched",
                    "Messages I did not want, by any way, even through somebody else or through a game",
                    "Things left",
                    "Threats",
                ),
            ),
            BlankField("Anything else", lines=8),
        ),
    )


def cards() -> Page:
    """A card with room, and one that needs both faces."""
    small = PocketCard(
        (
            "Out first, call after",
            "Different way, different time",
            "Busy place, not home",
            "Keep it, don’t answer",
            "Ask for Sam at the desk",
        ),
        (
            ("Now", "999, then 55 when asked"),
            ("Dentist", "020 7946 0107"),
            ("Library", "01632 960 300"),
            ("Night", "01632 960 247"),
        ),
    )
    full = PocketCard(
        tuple(f"{text} and then tell someone you trust what you saw" for text in small.texts * 2), small.numbers
    )
    return Page(title="Card", carrier="card", blocks=(small, full, small))
