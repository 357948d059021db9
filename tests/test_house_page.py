"""The drawing of the house in `docs/house.md`: its layers, its rooms and every step of its ways."""

import ast
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "zxdesk"
PAGE = (ROOT / "docs" / "house.md").read_text("utf-8")

STEP = re.compile(
    r"(?P<indent> *)(?P<arrow>->|=>)? ?(?P<module>\S+\.py): (?P<names>[\w.]+(?:, [\w.]+)*)"
    r"(?: by (?P<by>\S+\.py))?(?: {2,}.*)?"
)


@dataclass(frozen=True)
class Step:
    """One line of a way: what of a module is used, and by what it is imported or handed in."""

    line: str
    indent: int
    arrow: str
    module: str
    names: tuple[str, ...]
    by: str
    above: "Step | None" = None


def drawn(what: str) -> list[list[str]]:
    """Give the lines of each drawing of a sort."""
    found = re.findall(rf"^```{what}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    return [block.splitlines() for block in found]


@cache
def steps() -> tuple[Step, ...]:
    """Give every line of every way, with the line above it that stands further left."""
    every: list[Step] = []
    for way in drawn("way"):
        path: list[Step] = []
        for line in way:
            found = STEP.fullmatch(line)
            assert found, f"no step: {line}"
            indent = len(found["indent"]) if found["arrow"] else -1
            path = [step for step in path if step.indent < indent]
            step = Step(
                line.strip(),
                indent,
                found["arrow"] or "",
                found["module"],
                tuple(found["names"].split(", ")),
                found["by"] or "",
                path[-1] if path else None,
            )
            path.append(step)
            every.append(step)
    return tuple(every)


@cache
def tree_of(module: str) -> ast.Module:
    return ast.parse((PACKAGE / module).read_text("utf-8"), module)


def file_of(dotted: str) -> str:
    """Give the file of a module below `zxdesk`, empty where there is none."""
    place = dotted.removeprefix("zxdesk").removeprefix(".").replace(".", "/")
    for file in (f"{place}.py", f"{place}/__init__.py".lstrip("/")):
        if place and (PACKAGE / file).is_file():
            return file
    return ""


def only_for_types(node: ast.AST) -> bool:
    """Tell whether what stands below is never run."""
    return (
        isinstance(node, ast.If)
        and isinstance(node.test, ast.Name)
        and node.test.id == "TYPE_CHECKING"
    )


@cache
def used(module: str) -> tuple[frozenset[str], frozenset[str]]:
    """Give the files a module imports, and the names it reads or calls.

    A name that a package passes on leads to the file that it comes from too.
    """
    files: set[str] = set()
    names: set[str] = set()
    waiting: list[ast.AST] = [tree_of(module)]
    while waiting:
        node = waiting.pop()
        if only_for_types(node):
            continue
        waiting += ast.iter_child_nodes(node)
        if isinstance(node, ast.Name):
            names.add(node.id)
        elif isinstance(node, ast.Attribute):
            names.add(node.attr)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("zxdesk"):
            files |= {file for each in node.names for file in origins(node.module or "", each.name)}
    return frozenset(files), frozenset(names)


def imports(module: str) -> frozenset[str]:
    """Give the files that a module imports."""
    return used(module)[0]


@cache
def origins(package: str, name: str) -> frozenset[str]:
    """Give the files that `from package import name` leads to."""
    below, file = file_of(f"{package}.{name}"), file_of(package)
    if below or not file.endswith("__init__.py"):
        return frozenset({below or file}) - {""}
    further = [
        origins(node.module, alias.name)
        for node in tree_of(file).body
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
        if alias.name == name
    ]
    return frozenset({file}).union(*further)


def defined(body: list[ast.stmt]) -> dict[str, ast.stmt]:
    """Give what a module or class defines, by name."""
    found: dict[str, ast.stmt] = {}
    for node in body:
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                found[name] = node
            case ast.AnnAssign(target=ast.Name(id=name)):
                found[name] = node
            case ast.Assign(targets=targets):
                names = [n.id for t in targets for n in ast.walk(t) if isinstance(n, ast.Name)]
                found |= dict.fromkeys(names, node)
    return found


def is_there(module: str, name: str) -> bool:
    """Tell whether a module defines a name, or one of its classes does (`Ledger.write`)."""
    body = tree_of(module).body
    for part in name.split("."):
        node = defined(body).get(part)
        if node is None:
            return False
        body = node.body if isinstance(node, ast.ClassDef) else []
    return True


def contract(container: str) -> list[str]:
    """Give the layers that the contract for a package asks for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    (layers,) = [each["layers"] for each in contracts if each.get("containers") == [container]]
    return list(layers)


def test_the_layers_are_those_of_the_contracts() -> None:
    for what, container in (("layers", "zxdesk"), ("rooms", "zxdesk.desktop")):
        (lines,) = drawn(what)
        parted = [re.split(r" {2,}", line) for line in lines]
        assert [names for names, _ in parted] == contract(container)
        assert all(words for _, words in parted)


def test_every_room_is_described() -> None:
    (rooms,) = [layer.split(" | ") for layer in contract("zxdesk.desktop") if layer.count("|") > 1]
    assert re.findall(r"^\| `(\w+)` \| \S.* \|$", PAGE, re.MULTILINE) == rooms


def test_all_that_is_named_is_there() -> None:
    assert len(drawn("way")) == 4
    named = {(module, "") for each in steps() for module in (each.module, each.by) if module}
    named |= {(each.module, name) for each in steps() for name in each.names}
    missing = [
        f"{module}: {name}"
        for module, name in sorted(named)
        if not (PACKAGE / module).is_file() or (name and not is_there(module, name))
    ]
    assert not missing, "\n".join(missing)


def test_every_step_is_an_import() -> None:
    wrong = [
        f"{step.above.module}\n    {step.line}"
        for step in steps()
        if step.arrow == "->" and step.above and step.module not in imports(step.above.module)
    ]
    assert not wrong, "\n".join(wrong)


def test_every_step_uses_what_it_names() -> None:
    wrong = [
        f"{step.above.module}: {name}"
        for step in steps()
        for name in step.names
        if step.arrow == "->"
        and step.above
        and name.split(".")[-1] not in used(step.above.module)[1]
    ]
    assert not wrong, "\n".join(wrong)


def test_what_is_handed_in_is_handed_by_one_that_knows_both() -> None:
    handed = [step for step in steps() if step.arrow == "=>"]
    assert handed
    for step in handed:
        assert step.above, step.line
        giver = step.by or step.module
        assert {step.above.module, step.module} <= imports(giver) | {giver}, step.line


def test_each_way_begins_once_and_goes_on() -> None:
    for step in steps():
        assert bool(step.above) == bool(step.arrow), step.line


def test_the_page_is_found() -> None:
    assert "(docs/house.md)" in (ROOT / "CONTRIBUTING.md").read_text("utf-8")
