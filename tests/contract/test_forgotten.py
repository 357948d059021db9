"""What was begun and is not whole yet: every gap at once, each with its file and what to write.

Other tests fall too where something is missing, thousands of them where it is a table. This one
needs no ledger and says what to do.
"""

import importlib
import pkgutil
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

from tests.agreement.figures import FIGURES
from tests.cli.test_paper_commands import KEYS
from tests.papers.paper_samples import SAMPLES
from tests.store import drafting
from tests.test_printed_lines import PAGES
from zxdesk import cli, records
from zxdesk.cli.parsing import every_parser
from zxdesk.cli.program import build_parser
from zxdesk.desktop.forms.drawn import DRAWN
from zxdesk.papers.catalogue import PAPERS
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


def undrawn() -> Iterator[str]:
    for name in DRAWN:
        form = ET.parse(FORMS / f"{name}.ui")
        drawn = {box.attrib["name"] for box in form.iterfind(".//widget[@class='FieldBox']")}
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


ASKED = (
    *(unregistered, out_of_order, unplaced, unstored, without_values),
    *(undrawn, unasked, unsampled, uncalled, unread),
)


def test_nothing_is_forgotten() -> None:
    gaps = [gap for asked in ASKED for gap in dict.fromkeys(asked())]
    assert not gaps, "\n" + "\n".join(gaps)
