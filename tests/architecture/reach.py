"""What the program reaches: a walk from its entry points over names, as the source says them, nothing imported."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.architecture.trees import tree_of

type_of_function = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(slots=True)
class Definition:
    """A function, class, method or constant of a module: the names and attributes its source mentions.

    ``holder`` is the class a method stands in, ``""`` for anything else; ``bases`` are the classes of a class.
    """

    module: str
    name: str
    holder: str = ""
    public: bool = True
    names: set[str] = field(default_factory=set)
    attributes: set[str] = field(default_factory=set)
    bases: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The full name, as a report says it."""
        return ".".join(part for part in (self.module, self.holder, self.name) if part)


@dataclass(slots=True)
class Source:
    """One module: what it defines, what its imports mean, and what it mentions outside any definition."""

    name: str
    definitions: list[Definition] = field(default_factory=list)
    imports: dict[str, str] = field(default_factory=dict)
    loose: Definition = field(default_factory=lambda: Definition("", ""))


def sources(root: Path, rooms: tuple[str, ...]) -> dict[str, Source]:
    """Every module of some rooms, read."""
    found = {}
    for room in rooms:
        for path in (root / room).rglob("*.py"):
            parts = path.relative_to(root).with_suffix("").parts
            name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            found[name] = read(name, tree_of(path))
    return found


def read(name: str, tree: ast.Module) -> Source:
    """A module's definitions with what each mentions."""
    source = Source(name, loose=Definition(name, "", public=False))
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            source.imports |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    for node in tree.body:
        if isinstance(node, (*type_of_function, ast.ClassDef)):
            source.definitions += definitions_in(name, node)
        elif isinstance(node, (ast.Assign, ast.AnnAssign)) and (target := target_of(node)):
            source.definitions.append(mention(Definition(name, target, public=not target.startswith("_")), node))
        else:
            mention(source.loose, node)
    return source


def target_of(node: ast.Assign | ast.AnnAssign) -> str:
    """The one name a statement gives a value to, or nothing."""
    target = node.target if isinstance(node, ast.AnnAssign) else node.targets[0]
    return target.id if isinstance(target, ast.Name) else ""


def definitions_in(module: str, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> Iterator[Definition]:
    """A function, or a class with its methods, each by itself."""
    public = not node.name.startswith("_")
    if not isinstance(node, ast.ClassDef):
        yield mention(Definition(module, node.name, public=public), node)
        return
    bases = tuple(ast.unparse(unsubscripted(base)) for base in node.bases)
    whole = Definition(module, node.name, public=public, bases=bases)
    for part in [*node.bases, *node.decorator_list, *node.keywords]:
        mention(whole, part)
    for part in node.body:
        if isinstance(part, type_of_function) and not part.name.startswith("__"):
            shown = public and not part.name.startswith("_")
            yield mention(Definition(module, part.name, node.name, public=shown), part)
        else:
            mention(whole, part)
    yield whole


def unsubscripted(node: ast.expr) -> ast.expr:
    """The class a generic one is made from: ``Editor`` of ``Editor[str]``."""
    return node.value if isinstance(node, ast.Subscript) else node


def mention(definition: Definition, node: ast.AST) -> Definition:
    """The definition, with every name and attribute in a piece of source added to it."""
    for part in ast.walk(node):
        match part:
            case ast.Name(id=name, ctx=ast.Load()):
                definition.names.add(name)
            case ast.Attribute(value=ast.Name(id=name), attr=attribute):
                definition.attributes.add(attribute)
                definition.names.add(f"{name}.{attribute}")
            case ast.Attribute(attr=attribute) | ast.keyword(arg=str(attribute)):
                definition.attributes.add(attribute)
            case ast.Constant(value=str(text)):
                mention_text(definition, text)
    return definition


def mention_text(definition: Definition, text: str) -> None:
    """Take a text for a name where it can be one: an annotation in quotes, or a slot as D-Bus is told it."""
    slot = text.removesuffix("()").removesuffix("(bool)")
    if slot.isidentifier():
        definition.names.add(slot)
        if slot != text:
            definition.attributes.add(slot)


class Walk:
    """A walk from some modules' functions over everything they mention, until nothing new is reached."""

    def __init__(self, found: dict[str, Source]) -> None:
        self.found = found
        self.at = {definition.id: definition for source in found.values() for definition in source.definitions}
        self.of: dict[str, list[Definition]] = {}
        for definition in self.at.values():
            if definition.holder:
                self.of.setdefault(f"{definition.module}.{definition.holder}", []).append(definition)
        self.reached: set[str] = set()
        self.attributes: set[str] = set()
        self._loaded: set[str] = set()
        self._waiting: list[Definition] = []

    def begin(self, *ids: str) -> set[str]:
        """Every definition reached from these, by its full name."""
        for one in ids:
            self._reach(one)
        settled = -1
        while settled != len(self.reached):
            settled = len(self.reached)
            self._follow()
            for one in list(self.reached):
                self._reach_methods(one)
        return self.reached

    def _follow(self) -> None:
        while self._waiting:
            here = self._waiting.pop()
            self.attributes |= here.attributes
            imports = self.found[here.module].imports
            for name in here.names:
                first, _, rest = name.partition(".")
                if rest:
                    self._reach(f"{imports.get(first, '')}.{rest}")
                else:
                    self._reach(f"{here.module}.{name}")
                    self._reach(imports.get(name, ""))

    def _reach(self, one: str) -> None:
        definition = self.at.get(one)
        if definition is None:  # handed on by a module that only imported it
            module, _, name = one.rpartition(".")
            again = self.found[module].imports.get(name, "") if module in self.found else ""
            if again and again != one:
                self._reach(again)
            return
        if one in self.reached:
            return
        self.reached.add(one)
        self._waiting.append(definition)
        if definition.module not in self._loaded:
            self._loaded.add(definition.module)
            self._waiting.append(self.found[definition.module].loose)

    def _reach_methods(self, one: str) -> None:
        """Methods of a class in use: those some reached source names, and those a class outside calls."""
        for method in self.of.get(one, []):
            if method.name in self.attributes or self._promised(one, method.name):
                self._reach(method.id)

    def _promised(self, one: str, method: str) -> bool:
        """Whether a class above that is not ours, such as Qt's, may call a method of this name."""
        holder = self.at[one]
        for base in holder.bases:
            name = base.split(".")[-1]
            full = self.found[holder.module].imports.get(name, f"{holder.module}.{name}")
            if full not in self.at:
                if is_known_outside(full, method):
                    return True
            elif self._promised(full, method):
                return True
        return False


def is_known_outside(full: str, method: str) -> bool:
    """Whether a class of a library has a method of this name."""
    import importlib  # the libraries the program is made of, never the program itself

    module, _, name = full.rpartition(".")
    try:
        return hasattr(getattr(importlib.import_module(module), name, None), method)  # noqa: TID251 - libraries only
    except (ImportError, ValueError):
        return False
