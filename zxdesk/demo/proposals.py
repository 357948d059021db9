"""The proposals of the last two plenary sessions, as far as each would be on a day."""

import random
from collections import Counter
from datetime import date, timedelta

from zxdesk.demo import brands
from zxdesk.demo.diary import workday
from zxdesk.demo.filing import Filing, Handled, Judged, letter_number
from zxdesk.demo.matters import Matter, session_matters
from zxdesk.demo.meetings import opening
from zxdesk.demo.members import Roster
from zxdesk.demo.model import Member
from zxdesk.demo.sectors import SECTOR_NAMES
from zxdesk.demo.units import BODIES, COMMITTEES, PARTIES

PER_SESSION, REGULAR, DOUBLED, KEY = 230, 206, 16, 12
SITTING = timedelta(days=3)
_EXAMINED_AFTER = {True: 24, False: 12}
_HANDED_OVER_AFTER = {True: 31, False: 16}
_MONTHS_TO_REPLY = timedelta(days=92)
_CONCLUSIONS = ("立案", "转社情民意", "不予立案", "撤案", "退回")
_SHARES = (790, 110, 80, 12, 8)
_REFUSALS = ("内容空泛没有具体建议", "属于学术研讨", "为本人或亲属解决个人问题",
             "进入诉讼或仲裁程序", "国家已有明确规定", "宣传推介具体作品或产品")  # fmt: skip
_SUPERVISORS = ("县委书记梁景和", "县长宋远舟", "县政协主席周明远", "县政协副主席何建华",
                "县政协副主席方国平", "县政协副主席沈若梅", "县政协副主席徐立新",
                "县政协副主席叶永康", "副县长苏晓岚", "副县长钱立群")  # fmt: skip
_EXTENSIONS = ("涉及多个部门，需进一步会商", "需列入年中预算调整后实施", "项目前期论证尚未完成",
               "等待上级文件出台")  # fmt: skip
_PRAISE = ("答复实在，措施具体", "经办同志上门面商，很用心", "问题已基本解决，感谢承办单位",
           None, None, None, None)  # fmt: skip
_DOUBTS = ("希望明确完成时限", "答复较笼统，盼继续跟进", "部分建议已采纳，资金尚需落实")


def sessions_held(today: date) -> list[int]:
    """Give the last two sessions that were opened."""
    return [n for n in range(1, 6) if opening(today.year, n) <= today][-2:]


def make_proposals(rng: random.Random, roster: Roster, *, today: date) -> list[Filing]:
    """Give the proposals of two sessions in the order of their serial numbers."""
    found: list[Filing] = []
    for later, session in enumerate(sessions_held(today)):
        found += _of_session(rng, roster, session, later=bool(later), today=today)
    letters: Counter[tuple[str, int]] = Counter()
    for filing in sorted(found, key=lambda f: f.replied or today):
        _number_letters(filing, letters)
    return found


def _of_session(
    rng: random.Random, roster: Roster, session: int, *, later: bool, today: date
) -> list[Filing]:
    opened = opening(today.year, session)
    matters = list(session_matters(rng, PER_SESSION - DOUBLED, later=later))
    drafts = [
        _draft(rng, roster, matter, session, opened=opened, regular=i < REGULAR - DOUBLED)
        for i, matter in enumerate(matters)
    ]
    mains = rng.sample([d for d in drafts if d.regular], DOUBLED)
    drafts += [_double(rng, roster, main, opened=opened) for main in mains]
    found = sorted((d for d in drafts if d.submitted <= today), key=lambda d: d.submitted)
    for serial, filing in enumerate(found, 1):
        filing.serial = f"{serial:03d}"
    _examine(rng, found, mains, today=today)
    _choose_key_proposals(rng, found)
    for filing in found:
        if filing.conclusion == "立案":
            _hand_over(rng, filing, today=today)
    return found


def _draft(
    rng: random.Random,
    roster: Roster,
    matter: Matter,
    session: int,
    *,
    opened: date,
    regular: bool,
) -> Filing:
    days = rng.randint(0, 2) if regular else rng.randint(20, 300)
    submitted = opened + timedelta(days=days)
    nature = rng.choices(("个人", "联名", "集体"), (58, 26, 16))[0]
    return Filing(
        session=session, matter=matter, subject=matter.subject, text=matter.text(rng),
        submitted=submitted, regular=regular, nature=nature,
        signers=_signers(rng, roster, nature, submitted),
        bodies=_bodies(rng) if nature == "集体" else (),
        brands=(brands.PARLOUR,) if matter.title.startswith("重视“") else (),
    )  # fmt: skip


def _double(rng: random.Random, roster: Roster, main: Filing, *, opened: date) -> Filing:
    """Give another proposal on the matter of `main`, into which it will be merged."""
    double = _draft(rng, roster, main.matter, main.session, opened=opened, regular=True)
    double.main, double.subject = main, f"关于{main.matter.title}的几点意见"
    return double


def _signers(rng: random.Random, roster: Roster, nature: str, day: date) -> tuple[Member, ...]:
    if nature == "集体":
        return ()
    first = rng.choice([m for m in roster.members if m.in_office(day)])
    if nature == "个人":
        return (first,)
    peers = [m for m in roster.of(first.sector) if m.in_office(day) and m != first]
    return first, *rng.sample(peers, min(len(peers), rng.randint(1, 4)))


def _bodies(rng: random.Random) -> tuple[str, ...]:
    pool = rng.choices((PARTIES, BODIES, COMMITTEES, SECTOR_NAMES[8:]), (40, 20, 20, 20))[0]
    return tuple(rng.sample(pool, 2 if rng.random() < 0.06 else 1))


def _examine(rng: random.Random, found: list[Filing], mains: list[Filing], *, today: date) -> None:
    """Decide on what has been examined by now, and number the cases."""
    cases = 0
    for filing in found:
        start = opening(today.year, filing.session) + SITTING
        since = start if filing.regular else filing.submitted
        if since + timedelta(days=_EXAMINED_AFTER[filing.regular]) > today:
            filing.main = None
            continue
        drawn = rng.choices(_CONCLUSIONS, _SHARES)[0]
        filing.conclusion = "并案" if filing.main else "立案" if filing in mains else drawn
        if filing.conclusion == "不予立案":
            filing.refusal = rng.choice(_REFUSALS)
        if filing.conclusion in ("立案", "并案"):
            cases += 1
            filing.case = f"{start.year}{cases:03d}"


def _choose_key_proposals(rng: random.Random, found: list[Filing]) -> None:
    filed = [f for f in found if f.conclusion == "立案" and f.regular]
    for n, filing in enumerate(rng.sample(filed, min(KEY, len(filed)))):
        filing.key, filing.supervisor = True, _SUPERVISORS[n % len(_SUPERVISORS)]


def _hand_over(rng: random.Random, filing: Filing, *, today: date) -> None:
    opened = opening(today.year, filing.session)
    since = opened + SITTING if filing.regular else filing.submitted
    assigned = workday(since + timedelta(days=_HANDED_OVER_AFTER[filing.regular]))
    if assigned > today:
        return
    units = filing.matter.units
    roles = ["主办"] + ["会办"] * (len(units) - 1)
    if len(units) > 1 and rng.random() < 0.12:
        roles = ["分办"] * len(units)
    for unit, role in zip(units, roles, strict=True):
        filing.handled.append(_part(rng, filing, unit, role, assigned=assigned, today=today))
    _judge(rng, filing, today=today)


def _part(
    rng: random.Random, filing: Filing, unit: str, role: str, *, assigned: date, today: date
) -> Handled:
    received = workday(assigned + timedelta(days=rng.randint(0, 5)))
    part = Handled(
        unit=unit,
        role=role,
        assigned=assigned,
        received=min(received, today),
        due=assigned + (timedelta(days=30) if role == "会办" else _MONTHS_TO_REPLY),
    )
    day = _reply_day(rng, part, key=filing.key)
    if day and day <= today:
        part.replied = day
        if role != "会办":
            part.grade = rng.choices("ABCD", (62, 25, 12, 1))[0]
    return part


def _reply_day(rng: random.Random, part: Handled, *, key: bool) -> date | None:
    """Draw the day of a reply: most in time, some after an extension, a few late or never."""
    if part.role == "会办":
        return workday(part.assigned + timedelta(days=rng.randint(8, 26)))
    drawn = rng.random()
    if key or drawn < 0.88:
        return workday(part.assigned + timedelta(days=rng.randint(35, 82)))
    if drawn < 0.95:
        part.extended = part.due + timedelta(days=rng.randint(30, 60))
        part.reason = rng.choice(_EXTENSIONS)
        return workday(part.extended - timedelta(days=rng.randint(10, 25)))
    if drawn < 0.985:
        return workday(part.due + timedelta(days=rng.randint(1, 20)))
    return None


def _judge(rng: random.Random, filing: Filing, *, today: date) -> None:
    """Let the proposers say what they think of the reply, and close what is settled."""
    if filing.replied is None:
        return
    for place, member in enumerate(filing.signers or (None,)):
        day = filing.replied + timedelta(days=rng.randint(3, 25))
        if member is not None and not member.in_office(day):
            continue
        if day <= today and rng.random() < (0.3 if place else 0.95):
            filing.judged.append(_judgement(rng, member, day))
    if filing.judged and all(said.result != "不满意" for said in filing.judged):
        last = max(said.day for said in filing.judged)
        closed = workday(last + timedelta(days=rng.randint(3, 20)))
        filing.closed = closed if closed <= today else None


def _judgement(rng: random.Random, member: Member | None, day: date) -> Judged:
    result = rng.choices(("满意", "基本满意", "不满意"), (920, 70, 10))[0]
    return Judged(
        by=member, day=day, result=result,
        attitude=rng.choices(("满意", "基本满意"), (97, 3))[0],
        opinion=rng.choice(_PRAISE if result == "满意" else _DOUBTS),
    )  # fmt: skip


def _number_letters(filing: Filing, letters: Counter[tuple[str, int]]) -> None:
    for part in filing.handled:
        if part.replied:
            place = (part.unit, part.replied.year)
            letters[place] += 1
            part.letter = letter_number(*place, letters[place])
