"""The content of ``disclosure.toml``: a recipient's paper as parts of the record, and what a disclosure can rest on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property

import msgspec

from hru_advocate.domain.toml_files import UnreadableToml, decode_toml
from hru_advocate.errors import AdvocateError, NotFound


class InvalidTemplates(AdvocateError):
    """The file of disclosure templates cannot be used. No record is touched; install the program again."""


class NoSuchTemplate(NotFound):
    """There is no recipient's template of that name. Nothing was made; see the list of templates."""


class LawfulBasis(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A lawful basis: in words, what stands behind it, its sources and how sure we are."""

    id: str
    label: str
    means: str
    sources: tuple[str, ...]
    confidence: str
    confirm: bool

    @property
    def words(self) -> str:
        """Say what stands behind it, where from, and that the unit is to confirm it."""
        sources = f" [{', '.join(self.sources)}]" if self.sources else " [no source read]"
        return f"{self.means}{sources}{' To be confirmed by the unit.' if self.confirm else ''}"


class TemplatePart(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One part of a paper: the current records of a slot, some of their answers. See ``disclosure.toml``."""

    title: str
    slot: str
    fields: tuple[str, ...] = ()
    where: dict[str, str] = msgspec.field(default_factory=dict)
    newest: bool = False
    ticks: tuple[str, ...] = ()
    ways: bool = False
    needed: str = ""


class Template(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"parts": "part"}):
    """A recipient's paper. ``everything`` takes every record; ``own``: the person's own needs no tick."""

    id: str
    label: str
    title: str
    for_words: str
    basis: tuple[str, ...]
    everything: bool = False
    own: bool = False
    parts: tuple[TemplatePart, ...] = ()


class DisclosureTemplates(
    msgspec.Struct,
    frozen=True,
    forbid_unknown_fields=True,
    dict=True,
    rename={"bases": "basis", "templates": "template"},
):
    """Every template and every basis, in the order of the file."""

    schema_version: int
    file_kind: str
    compiled: date
    bases: tuple[LawfulBasis, ...]
    templates: tuple[Template, ...]

    @cached_property
    def by_id(self) -> Mapping[str, Template]:
        """The templates by their ids."""
        return {one.id: one for one in self.templates}

    def template(self, wanted: str) -> Template:
        """One template.

        Raises:
            NoSuchTemplate: there is none of that id.
        """
        if wanted not in self.by_id:
            raise NoSuchTemplate
        return self.by_id[wanted]

    def basis_words(self, wanted: str) -> str:
        """The words for what stands behind a basis, or "" for one that is not here."""
        return next((one.words for one in self.bases if one.id == wanted), "")


def read_templates(data: bytes) -> DisclosureTemplates:
    """Read ``disclosure.toml``.

    Raises:
        InvalidTemplates: the file does not fit; the sentence names the place.
    """
    try:
        return decode_toml(data, DisclosureTemplates)
    except UnreadableToml as error:
        message = f"The file of disclosure templates cannot be used: {error}. Install the program again."
        raise InvalidTemplates(message) from None
