"""What was begun and is not whole yet, and what is left of something that is gone.

Every gap and every leftover at once, each with its file and what to write or to take out. Other
tests fall too where something is missing, thousands of them where it is a table. This one needs no
ledger and says what to do.
"""

import importlib
import pkgutil
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

from tests.agreement.figures import FIGURES
from tests.cli.test_paper_commands import KEYS
from tests.ledgers import DEFAULTS
from tests.papers.paper_samples import SAMPLES
from tests.store import drafting
from tests.test_printed_lines import PAGES
from zxdesk import cli, papers, records
from zxdesk.cli.parsing import every_parser
from zxdesk.cli.program import build_parser
from zxdesk.desktop import generated
from zxdesk.desktop.forms.drawn import DRAWN
from zxdesk.papers.catalogue import PAPERS
from zxdesk.papers.kind import PaperKind
from zxdesk.records import KINDS, RecordKind
from zxdesk.records.kind import OneOf, Reference
from zxdesk.services.ledgers import starting_lists
from zxdesk.statistics.catalogue import INDICATORS

FORMS = PAGES[0].parent / "forms"


def declared_kinds() -> Iterator[tuple[str, str, RecordKind]]:
    """Give every kind that a module declares, with the module and its name there."""
    for module in pkgutil.iter_modules(records.__path__):
        content = vars(importlib.import_module(f"zxdesk.records.{module.name}"))
        for name, value in content.items():
            if isinstance(value, RecordKind):
                yield module.name, name, value


def unregistered() -> Iterator[str]:
    for module, name, kind in declared_kinds():
        if kind.name not in KINDS:
            yield (
                f"zxdesk/records/__init__.py: import {name} from zxdesk.records.{module} and name "
                "it in KINDS, behind the kinds it refers to"
            )


def out_of_order() -> Iterator[str]:
    order = list(KINDS)
    for kind in KINDS.values():
        for spec in kind.fields.values():
            targets = [target for target, _ in spec.options] if isinstance(spec, OneOf) else []
            if isinstance(spec, Reference) and spec.name != "programmes":
                targets.append(spec.target)
            for target in targets:
                if target not in order or order.index(target) > order.index(kind.name):
                    yield (
                        f"zxdesk/records/__init__.py: {kind.name}.{spec.name} refers to {target}, "
                        f"name {kind.name} in KINDS behind {target}"
                    )


def unplaced() -> Iterator[str]:
    within = {kind.periods.column for kind in KINDS.values() if kind.periods}
    for module, name, kind in declared_kinds():
        sections = {one for _, names in kind.sections for one in names}
        for spec in kind.visible_fields():
            for where, names in (("columns", set(kind.columns)), ("sections", sections)):
                if spec.name not in names and spec.name not in within:
                    yield (
                        f"zxdesk/records/{module}.py: {name} has the field {spec.name}, "
                        f"name it in its {where}"
                    )


def boxes_drawn(name: str) -> set[str]:
    """Give the fields that have a place in the drawn form of a kind."""
    form = ET.parse(FORMS / f"{name}.ui")
    return {box.attrib["name"] for box in form.iterfind(".//widget[@class='FieldBox']")}


def undrawn() -> Iterator[str]:
    for name in KINDS.keys() & DRAWN.keys():
        drawn = boxes_drawn(name)
        for title, names in KINDS[name].sections:
            for field in names:
                if field not in drawn:
                    yield (
                        f"forms/{name}.ui: draw a FieldBox named {field} below {title}, then "
                        f"`pyside6-uic --no-autoconnection forms/{name}.ui -o "
                        f"zxdesk/desktop/generated/ui_{name}.py`"
                    )


def unstored() -> Iterator[str]:
    differing = drafting.differing(drafting.stored(), drafting.declared())
    if differing:
        yield (
            "zxdesk/store/migrations/versions: not stored as declared: "
            f"{', '.join(differing)}; `python3 dev.py migration NAME` writes the migration"
        )


def without_values() -> Iterator[str]:
    lists = starting_lists()
    for kind in KINDS.values():
        for spec in kind.fields.values():
            if spec.type.suggest and not lists.get(spec.type.suggest):
                yield (
                    f"resources/value_lists.toml: no list for {kind.name}.{spec.name}, "
                    f'write "{spec.type.suggest}" = ["…", "…"]'
                )


def unasked() -> Iterator[str]:
    for code in INDICATORS.keys() - FIGURES.keys():
        yield (
            f"tests/agreement/figures.py: say in FIGURES how {code} is counted by one who knows "
            "nothing of the program"
        )


def unlisted() -> Iterator[str]:
    for module in pkgutil.iter_modules(papers.__path__):
        content = vars(importlib.import_module(f"zxdesk.papers.{module.name}"))
        for name, value in content.items():
            if isinstance(value, PaperKind) and value.name not in PAPERS:
                yield (
                    f"zxdesk/papers/catalogue.py: import {name} from zxdesk.papers.{module.name} "
                    "and name it in LISTED, where window and command line are to list it"
                )


def unsampled() -> Iterator[str]:
    for name in PAPERS.keys() - SAMPLES.keys():
        yield f"tests/papers/paper_samples.py: give SAMPLES what stands on a {name}"
    for name in PAPERS.keys() - KEYS.keys():
        yield f"tests/cli/test_paper_commands.py: say in KEYS what is written behind {name}"


def uncalled() -> Iterator[str]:
    parsers = every_parser(build_parser())
    called = {getattr(parser.get_default("run"), "__module__", "") for parser in parsers}
    for module in pkgutil.iter_modules(cli.__path__):
        if module.name.endswith("_commands") and f"zxdesk.cli.{module.name}" not in called:
            yield f"zxdesk/cli/program.py: name {module.name} with its commands"


def unread() -> Iterator[str]:
    """Give the commands of which no page prints a line; the demo is `dev.py demo`."""
    pages = "\n".join(page.read_text("utf-8") for page in PAGES)
    for parser in every_parser(build_parser()):
        if parser.prog != "zxdesk demo" and not re.search(rf"\b{parser.prog}\b", pages):
            yield f"README.md: print a line of {parser.prog} that runs in the folder of the demo"


def drawn_in_vain() -> Iterator[str]:
    compiled = {module.name for module in pkgutil.iter_modules(generated.__path__)}
    for name in sorted(compiled - {f"ui_{form.stem}" for form in FORMS.glob("*.ui")}):
        yield f"zxdesk/desktop/generated/{name}.py: no form of that name in forms/, delete it"
    for name in sorted(form.stem for form in FORMS.glob("*.ui")):
        if name not in DRAWN or name not in KINDS:
            yield f"forms/{name}.ui: no kind is entered by it, delete it or name it in DRAWN"
        else:
            for box in sorted(boxes_drawn(name) - {f.name for f in KINDS[name].visible_fields()}):
                yield f"forms/{name}.ui: {name} has no field {box}, take its FieldBox out"


def preset_in_vain() -> Iterator[str]:
    for name, values in DEFAULTS.items():
        fields = KINDS[name].fields if name in KINDS else {}
        for field in [field for field in values if field not in fields]:
            yield f"tests/ledgers.py: {name} has no field {field}, take it out of DEFAULTS"


def asked_in_vain() -> Iterator[str]:
    for code in FIGURES.keys() - INDICATORS.keys():
        yield f"tests/agreement/figures.py: there is no figure {code}, take it out of FIGURES"


def sampled_in_vain() -> Iterator[str]:
    for name in SAMPLES.keys() - PAPERS.keys():
        yield f"tests/papers/paper_samples.py: there is no {name}, take it out of SAMPLES"
    for name in KEYS.keys() - PAPERS.keys():
        yield f"tests/cli/test_paper_commands.py: there is no {name}, take it out of KEYS"


def listed_in_vain() -> Iterator[str]:
    suggested = {spec.type.suggest for kind in KINDS.values() for spec in kind.fields.values()}
    for name in starting_lists().keys() - suggested:
        yield f"resources/value_lists.toml: no field suggests {name}, take the list out"


MISSING = (
    *(unregistered, out_of_order, unplaced, unstored, without_values),
    *(undrawn, unasked, unlisted, unsampled, uncalled, unread),
)
LEFT_OVER = (drawn_in_vain, preset_in_vain, asked_in_vain, sampled_in_vain, listed_in_vain)


def test_nothing_is_forgotten_or_left_over() -> None:
    gaps = [gap for asked in (*MISSING, *LEFT_OVER) for gap in dict.fromkeys(asked())]
    assert not gaps, "\n" + "\n".join(gaps)
