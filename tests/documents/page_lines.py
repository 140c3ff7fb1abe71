"""A page as its lines, to be read in a test."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from hru_advocate.documents.blocks import (
    AnswerBlock,
    Heading,
    Items,
    KeepTogether,
    Notice,
    Page,
    Paragraph,
    Quote,
    Table,
)


def said(page: Page) -> list[str]:
    """The page as its lines, each with a sign: # heading, > quote, ! notice, a label before an answer."""
    return [line for block in page.blocks for line in _said(block)]


def _said(block: object) -> list[str]:
    return next((say(block) for kind, say in _WAYS.items() if isinstance(block, kind)), [type(block).__name__])


_WAYS: Mapping[type, Callable[[Any], list[str]]] = {
    KeepTogether: lambda one: [line for block in one.blocks for line in _said(block)],
    Heading: lambda one: [f"{'#' * one.level} {one.text}"],
    Quote: lambda one: [f"> {one.text}"],
    Notice: lambda one: [f"! {one.kind}: {one.text}"],
    AnswerBlock: lambda one: [f"{one.label} = {'> ' if one.quote else ''}{one.text}"],
    Paragraph: lambda one: ["".join(run.text for run in one.runs)],
    Items: lambda one: [f"- {item.text}" for item in one.items],
    Table: lambda one: [" | ".join(map(str, row)) for row in (one.header, *one.rows)],
}
