"""Random made-up records with what identifies planted in them, in the ways people type it; each with what must go."""

from __future__ import annotations

import random
import unicodedata
from dataclasses import dataclass
from datetime import date

FIRST = ("Darren", "Zoë", "Małgorzata", "Christopher", "Siân", "Elizabeth", "Muhammad", "Katarzyna", "Gareth",
         "Sukhvinder", "Anne-Marie", "Robert", "Will", "Rose")  # fmt: skip
LAST = ("Holtby", "O’Testley", "Smith-Tester", "Brzęczyszczykiewicz", "Testgill", "McSample", "Exampleton", "D'Sampleo",
        "Parkinsby", "Marshby")  # fmt: skip
SHORT = {
    "Darren": ("Daz", "Dazza", "daz"),
    "Christopher": ("Chris", "chris", "Kit"),
    "Elizabeth": ("Liz", "Beth", "Lizzie"),
    "Robert": ("Bob", "Rob", "Bobby"),
    "Muhammad": ("Mo", "Mohammed"),
    "Katarzyna": ("Kat",),
}
UNKNOWN = ("Kev", "Shaz Sampleby", "Quorndon", "Jezza", "Tallulah Testwell", "Bartosz", "jane", "kyle", "PC Dibblesby",
           "Wojciech", "Mr Butcher")  # fmt: skip
ROADS = ("Acacia Road", "Quorn Street", "Sample Avenue", "Testing Close")
SAID = (
    "She said that {} waited by the gate until dark.",
    "At nine {} rang twice and shouted.",
    "the car of {} was seen near the shop",
    "We talked about {}; nothing else was new.",
    "{} came back on Monday.",
    "I told {} to stop and then I went home.",
)
FILLER = ("The door was locked and the light was on.", "Nobody was hurt and the police came later.",
          "she wants to move and asked about housing")  # fmt: skip


@dataclass(frozen=True)
class Planted:
    """Something to hide as it was typed, and the runs of letters and digits of it that must not be left."""

    typed: str
    runs: tuple[str, ...]


@dataclass(frozen=True)
class Somebody:
    """A made-up person of a case with every way to tell who it is."""

    role: str
    name: str
    phone: str
    email: str
    address: str
    born: date

    @property
    def record(self) -> dict[str, object]:
        return {"role": self.role, "name": self.name, "phone": self.phone, "email": self.email,
                "address": self.address, "born": self.born.isoformat()}  # fmt: skip


def somebody(rng: random.Random, role: str, number: int) -> Somebody:
    first, last = rng.choice(FIRST), rng.choice(LAST)
    plain = bare(first + last).lower()
    return Somebody(
        role,
        f"{first} {last}",
        f"07700 900{number:03d}",
        f"{plain}{number}@example.com",
        f"{number} {rng.choice(ROADS)}, Testtown, WA4 {number % 10}XX",
        date(1970 + number % 45, 1 + number % 12, 1 + number % 28),
    )


def bare(text: str) -> str:
    """Letters and digits alone, without accents."""
    spread = unicodedata.normalize("NFKD", text.replace("ł", "l").replace("Ł", "L"))
    return "".join(char for char in spread if char.isalnum())


def mention(rng: random.Random, one: Somebody) -> Planted:
    """One way of naming somebody, or of saying how to reach them."""
    first, last = one.name.split(" ")
    named = [
        one.name, f"{last}, {first}", f"{first}'s", f"{last}’s brother", one.name.upper(), one.name.lower(),
        f"{first}\n{last}", f"{last} {first}", f"the {last}s", f"{bare(first)}{bare(last)}88", f"@{bare(last)}_x",
        unicodedata.normalize("NFD", one.name), bare(first) + " " + bare(last), f"{last[:3]}-\n{last[3:]}",
        " ".join(bare(last)), f"{first[:-1]}{first[-1] * 2}" if len(first) > 5 else first, f"mr{bare(last).lower()}",
        f"{first[0]}. {last}", *SHORT.get(first, ()),
    ]  # fmt: skip
    digits = one.phone.replace(" ", "")
    reached = [
        one.phone, digits, f"+44 {digits[1:5]} {digits[5:]}", "-".join((digits[:5], digits[5:8], digits[8:])),
        " ".join(digits), f"0044{digits[1:]}", f"({digits[:5]}) {digits[5:8]}\n{digits[8:]}",
        one.email, one.email.upper(), one.email.replace("@", " @ "), one.address.split(",")[0],
        one.address.split(",")[0].lower(), one.address[-7:], one.address[-7:].replace(" ", "").lower(),
        f"{one.born:%d/%m/%Y}", f"{one.born.day} {one.born:%B %Y}", f"{one.born:%Y-%m-%d}",
    ]  # fmt: skip
    typed = rng.choice(named if rng.random() < 0.6 else reached)
    brother = typed.replace("’s brother", "")
    return Planted(typed, runs_of(brother.removeprefix("the ")))


def unknown(rng: random.Random) -> Planted:
    """Somebody no record knows."""
    typed = rng.choice(UNKNOWN)
    name = typed.removeprefix("PC ").removeprefix("Mr ")
    return Planted(rng.choice((typed, f"{typed}'s")), runs_of(name))


def runs_of(typed: str) -> tuple[str, ...]:
    """The whole of it in one run, and each of its longer words."""
    words = [bare(word).lower() for word in typed.replace("’s", "").replace("'s", "").split()]
    return tuple({bare(typed.replace("’s", "").replace("'s", "")).lower(), *(word for word in words if len(word) > 3)})


def record_text(rng: random.Random, people: list[Somebody]) -> tuple[str, list[Planted]]:
    """A text with one to three things planted among everyday words."""
    planted = [
        unknown(rng) if rng.random() < 0.25 else mention(rng, rng.choice(people)) for _at in range(rng.randint(1, 3))
    ]
    said = [rng.choice(SAID).format(one.typed) for one in planted]
    return " ".join((*said, rng.choice(FILLER))), planted
