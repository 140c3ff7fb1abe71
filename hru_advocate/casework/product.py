"""The product's own knowledge, read from its data folders when first asked for, and the unit's say laid over it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from hru_advocate.domain.catalogue import Catalogue
from hru_advocate.domain.closing.retention import Retention, read_retention
from hru_advocate.domain.disclosure.templates import DisclosureTemplates, read_templates
from hru_advocate.domain.forms.fields import Linked
from hru_advocate.domain.identifying.words_known import WordsKnown
from hru_advocate.domain.incidents.behaviours import Behaviour, UnitBehaviour, laid_over, read_behaviours
from hru_advocate.domain.languages import (
    OWN_WORDS,
    OwnWords,
    Translation,
    english_texts,
    read_own_words,
    read_translation,
)
from hru_advocate.domain.law.legal_options import LegalOptions, read_legal_options
from hru_advocate.domain.law.victims_code import VictimsCode, read_victims_code
from hru_advocate.domain.letters.templates import LetterTemplate, read_template
from hru_advocate.domain.library.library import Library
from hru_advocate.domain.library.unit_measures import UnitLibrary, UnitMeasure
from hru_advocate.domain.packs.taken import TakenPacks, directory_with, options_with
from hru_advocate.domain.services.bank_holidays import BankHolidays

_EVENT: Final = re.compile(r'^id = "(tr_\w+)"\nlabel = "([^"\\]*)"$', re.MULTILINE)
"""An event and its words, as ``risk_factors.toml`` writes them; a test holds it against the whole reading."""
_LINKED: Final[tuple[Linked, ...]] = ("reason", "service")
_BEHAVIOUR: Final = "bh_"


class Product:
    """The measures, factors, needs, services, fonts and words that come with the program.

    ``folder`` is the product's resources; nothing in it is read before it is needed.
    """

    def __init__(self, folder: Traversable | None = None) -> None:
        self.folder = folder if folder is not None else files("resources")

    @cached_property
    def library(self) -> Library:
        """Measures, factors, needs and services."""
        return Library(self.folder)

    @cached_property
    def events(self) -> Mapping[str, str]:
        """The words for each event, without the time that reading the library takes: Today is shown at once."""
        return dict(_EVENT.findall((self.folder / "risk_factors.toml").read_text("utf-8")))

    @cached_property
    def bank_holidays(self) -> BankHolidays:
        """The bank holidays of England; those of years the program's file does not know come from a library."""
        return BankHolidays(lambda: self.library.bank_holidays, _calculated)

    @cached_property
    def victims_code(self) -> VictimsCode:
        """The clocks of a criminal case, as the Victims' Code and its neighbours set them."""
        return read_victims_code((self.folder / "victims_code.toml").read_bytes())

    @cached_property
    def retention(self) -> Retention:
        """The classes by which a closed case is kept."""
        return read_retention((self.folder / "retention.toml").read_bytes())

    @cached_property
    def legal_options(self) -> LegalOptions:
        """The legal and tactical options, with the changes of the law that are known of."""
        return read_legal_options((self.folder / "legal_options.toml").read_bytes())

    @cached_property
    def disclosure_templates(self) -> DisclosureTemplates:
        """The recipients' templates and the lawful bases."""
        return read_templates((self.folder / "disclosure.toml").read_bytes())

    @cached_property
    def words_known(self) -> WordsKnown:
        """Everyday words and first names, which say what may be somebody's name; and rarer words."""
        everyday = self.everyday_words
        return WordsKnown(everyday.ordinary, everyday.first_names, _words_in(self.folder / "rarer_words.txt"))

    @cached_property
    def everyday_words(self) -> WordsKnown:
        """Everyday words and first names alone: the rarer ones are most of what is to be read."""
        return WordsKnown(_words_in(self.folder / "ordinary_words.txt"), _words_in(self.folder / "first_names.txt"))

    @cached_property
    def letter_templates(self) -> tuple[LetterTemplate, ...]:
        """The letter templates that come with the program, by their names."""
        found = sorted((self.folder / "letters").iterdir(), key=lambda one: one.name)
        read = (read_template(f"letters/{one.name}", one.read_bytes()) for one in found if one.name.endswith(".toml"))
        return tuple(sorted(read, key=lambda one: (one.id == "general", one.kind != "letter", one.title)))

    @property
    def fonts(self) -> Traversable:
        """The folder of the fonts that pages are set in."""
        return self.folder / "fonts"

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The list that passphrases are made from."""
        return tuple((self.folder / "words.txt").read_text("utf-8").split())

    @cached_property
    def behaviours(self) -> Mapping[str, Behaviour]:
        """Every behaviour an incident may be noted with, by its id, in the order of the list; hidden ones too."""
        return {one.id: one for one in read_behaviours((self.folder / "behaviours.toml").read_bytes())}

    @cached_property
    def known(self) -> KnownIds:
        """Every id a link may name, as a container that reads the product only when asked."""
        return KnownIds(self)

    @cached_property
    def english(self) -> Mapping[str, str]:
        """Every text of the documents that can be translated, in English, by id."""
        return english_texts(self.own_words, self.library.measures.sections, self.library.every_measure)

    @cached_property
    def own_words(self) -> OwnWords:
        """The documents' own English words."""
        return read_own_words((self.folder / "languages" / OWN_WORDS).read_bytes())

    @cached_property
    def translations(self) -> Mapping[str, Translation]:
        """The translations that come with the program, by language tag."""
        files = sorted((one for one in (self.folder / "languages").iterdir()), key=lambda one: one.name)
        wanted = [one for one in files if one.name.endswith(".toml") and one.name != OWN_WORDS]
        found = [read_translation(f"languages/{one.name}", one.read_bytes()) for one in wanted]
        return {one.language: one for one in found}

    def label(self, known_id: str) -> str:
        """The words for an id; the id itself when it is the person's own (a wish) or no longer known."""
        if known_id.startswith("sv_"):
            services = {service.id: service.name for service in self.library.services.services}
            return services.get(known_id.removeprefix("sv_"), known_id)
        if known_id.startswith(_BEHAVIOUR):
            return self.behaviours[known_id].label if known_id in self.behaviours else known_id
        if known_id not in self.known:
            return known_id
        return self.library.label(known_id)

    def choices(self, link: Linked) -> tuple[tuple[str, str], ...]:
        """The ids and words a ``links`` field of this sort offers, in the product's own order."""
        if link == "behaviour":
            return tuple((one.id, one.label) for one in self.behaviours.values() if not one.hidden)
        library = self.library
        risk, plan = library.risk, library.measures
        offered = {
            "factor": [(one.id, one.label) for one in risk.factors],
            "trigger": [(one.id, one.label) for one in risk.triggers],
            "need": [(one.id, one.label) for one in library.needs.domains],
            "circumstance": [(one.id, one.label) for one in plan.circumstances if one.id != "ci_all"],
            "measure": [(one.id, one.text) for one in plan.measures],
            "service": [(f"sv_{one.id}", one.name) for one in library.services.services],
        }
        if link == "reason":
            return tuple(offered["factor"] + offered["need"] + offered["trigger"] + offered["circumstance"])
        return tuple(offered[link])


def _words_in(file: Traversable) -> frozenset[str]:
    return frozenset(file.read_text("utf-8").split())


def _calculated(year: int) -> Iterable[date]:
    from holidays import country_holidays  # takes longer to load than any list of services

    return country_holidays("GB", subdiv="ENG", years=year)


class UnitProduct(Product):
    """The product with what one unit says of its measures and took of packs; the program's own is read once and kept.

    ``read`` gives the unit's measures, ``behaviours`` its say about the list of behaviours, the newest first, ``packs``
    what packs brought; each is asked when one is first needed.
    """

    def __init__(
        self,
        program: Product,
        read: Callable[[], Iterable[UnitMeasure]],
        behaviours: Callable[[], Iterable[UnitBehaviour]],
        packs: Callable[[], TakenPacks],
    ) -> None:
        super().__init__(program.folder)
        self.program = program
        self._read_unit, self._read_behaviours, self._read_packs = read, behaviours, packs

    @cached_property
    def packs(self) -> TakenPacks:
        """Everything that packs brought, as it stands now."""
        return self._read_packs()

    @cached_property
    def behaviours(self) -> Mapping[str, Behaviour]:
        """The program's behaviours with the unit's own, and those the unit hides."""
        return {one.id: one for one in laid_over(tuple(self.program.behaviours.values()), self._read_behaviours())}

    @cached_property
    def library(self) -> UnitLibrary:
        """The program's library with the unit's measures, and the directory as it stands here."""
        return UnitLibrary(
            self.program.library,
            self._read_unit,
            lambda: directory_with(self.program.library.services, self.packs.services),
        )

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The list that passphrases are made from."""
        return self.program.words

    @cached_property
    def bank_holidays(self) -> BankHolidays:
        """The bank holidays of England."""
        return self.program.bank_holidays

    @cached_property
    def victims_code(self) -> VictimsCode:
        """The clocks of a criminal case."""
        return self.program.victims_code

    @cached_property
    def retention(self) -> Retention:
        """The classes by which a closed case is kept."""
        return self.program.retention

    @cached_property
    def legal_options(self) -> LegalOptions:
        """The legal and tactical options as they stand here."""
        return options_with(self.program.legal_options, self.packs)

    @cached_property
    def events(self) -> Mapping[str, str]:
        """The words for every event, by its id."""
        return self.program.events

    @cached_property
    def disclosure_templates(self) -> DisclosureTemplates:
        """The recipients' templates and the lawful bases."""
        return self.program.disclosure_templates

    @cached_property
    def words_known(self) -> WordsKnown:
        """Everyday words and first names, and rarer words."""
        return self.program.words_known

    @cached_property
    def everyday_words(self) -> WordsKnown:
        """Everyday words and first names."""
        return self.program.everyday_words

    @cached_property
    def own_words(self) -> OwnWords:
        """The documents' own English words."""
        return self.program.own_words

    @cached_property
    def translations(self) -> Mapping[str, Translation]:
        """The translations that come with the program, by language tag."""
        return self.program.translations


@cache
def shipped() -> Product:
    """The product that comes with the program; its files never change while it runs, so each is read once at most."""
    return Product()


@cache
def shipped_forms() -> Catalogue:
    """The forms that come with the program, each read once at most."""
    return Catalogue(files("forms"))


def read_ahead() -> None:
    """Read what the first page asks of the program's own files, before there is a page: nobody waits for it then."""
    shipped_forms().all()
    shipped().known.read()
    program_give_away()


@cache
def program_give_away() -> tuple[str, ...]:
    """The give-away words the program comes with, which a unit starts from; read once, they never change."""
    return shipped().library.paper_words.give_away


class KnownIds:
    """Answers if the product knows an id; the library is read at the first question."""

    def __init__(self, product: Product) -> None:
        self._product = product

    @cached_property
    def _ids(self) -> frozenset[str]:
        offered = frozenset(one for link in _LINKED for one, _words in self._product.choices(link))
        return offered | {measure.id for measure in self._product.library.every_measure} | {"ci_all"}

    def read(self) -> None:
        """Read every file that names an id, as the first question would."""
        _ = self._ids, self._product.behaviours

    def __contains__(self, known_id: object) -> bool:
        if isinstance(known_id, str) and known_id.startswith(_BEHAVIOUR):
            return known_id in self._product.behaviours
        return known_id in self._ids
