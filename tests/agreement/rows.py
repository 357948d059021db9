"""The workbook's sheets as the contract lists them, and its rows read as plain records.

Nothing here knows the program. A row is a dict from heading to cell; a record gives for each label
the list of its values: texts, numbers, days, or the records that the cell names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any

Cells = dict[str, Any]
Book = dict[str, list[Cells]]

OWNER = "所属政协"
HERE = ""  # the ledger's own committee

# label, * several values, >Sheet a link, ! a closed list, ~ no day or month of its own.
SHEETS = {
    "单位": "单位名称 类别! 上级单位>单位 地区 联系人 启用日期 停用日期",
    "会次": "届次 会次 开幕日期 闭幕日期",
    "委员": "委员编号 姓名 性别 民族 政治面貌 党派 备注",
    "任职": "届次 界别>单位 专委会*>单位 活动组>单位 履职党支部>单位 政协职务* 工作单位 单位职务"
    " 任职起 任职止 离任原因",
    "品牌": "名称 上级品牌>品牌 说明 每年指标",
    "阵地": "编号 名称 类型 子类 地区 成立日期 撤销日期 牵头委员*>委员 团队成员*>委员"
    " 星级 每年指标",
    "提案": "届次 会次 流水号 案号 案由 类别 提案者性质! 第一提案人>委员 联名人*>委员"
    " 集体单位*>单位 提交日期 时间标识! 审查结论! 不予立案理由 并入>提案 重点提案! 督办领导"
    " 主办单位*>单位 会办单位*>单位 分办单位*>单位 交办日期 答复期限 答复日期 答复文号 办理结果!"
    " 办理态度评价! 办理结果评价! 反馈日期 结案日期",
    "办理": "提案>提案 单位>单位 角色! 交办日期 签收日期 期限 延期至 答复日期 办理结果!",
    "反馈": "提案>提案 委员>委员 办理态度评价! 办理结果评价! 日期",
    "协商": "编号 年度 议题 类别! 形式 选题来源 牵头领导 牵头单位*>单位 参与单位*>单位"
    " 上级议题>协商 计划月份 阶段! 范围! 备注",
    "活动": "编号 名称 类型 方式! 开始时间 地点 主办单位*>单位 阵地*>阵地 协商*>协商 状态! 群众人次"
    " 来宾人数 发言条数 成效金额 主持人 记录人 参加领导* 列席人员* 备注",
    "出席": "活动>活动 委员>委员 身份! 出席情况! 请假事由",
    "意见建议": "编号 来源>活动,协商 内容 提出人 日期 有效! 办理单位*>单位 采纳情况! 结果",
    "问题": "编号 来源>活动,协商,共富项目 内容 主题 责任单位*>单位 状态! 解决日期",
    "社情民意": "编号 标题 反映人*>委员 反映单位*>单位 提交日期 类别 期号>期 上报日期",
    "期": "年度 期号",
    "采用": "期号>期 级别! 方式! 日期",
    "成果": "编号 类型 标题 来源>活动,协商 报送对象* 报送日期",
    "批示": "编号 对象>成果,社情民意,提案,协商 领导 层级! 日期 办理反馈",
    "大会发言": "编号 活动>活动 题目 发言人*>委员 代表单位*>单位 形式! 日期",
    "媒体报道": "编号 标题 媒体 级别! 栏目 日期",
    "文件": "编号 类型 标题 方式! 发文单位 字数 日期",
    "荣誉": "编号 对象 名称 授予单位 级别 日期",
    "共富项目": "编号 名称 界别>单位 地区 类型 开始日期 群众人次",
}
CLOSED = {
    ("单位", "类别"): "界别/专委会/活动组/履职党支部/民主党派/人民团体/承办单位/政协组织/其他",
    ("提案", "提案者性质"): "个人/联名/集体",
    ("提案", "时间标识"): "大会/平时",
    ("提案", "审查结论"): "待审查/立案/不予立案/并案/转社情民意/退回/撤案",
    ("提案", "重点提案"): "是/否",
    ("提案", "办理结果"): "A/B/C/D",
    ("提案", "办理态度评价"): "满意/基本满意/不满意",
    ("提案", "办理结果评价"): "满意/基本满意/不满意",
    ("办理", "角色"): "主办/会办/分办",
    ("办理", "办理结果"): "A/B/C/D",
    ("反馈", "办理态度评价"): "满意/基本满意/不满意",
    ("反馈", "办理结果评价"): "满意/基本满意/不满意",
    ("协商", "类别"): "协商/民主监督/视察/调研",
    ("协商", "阶段"): "选题/列入计划/方案/调研/协商/报送/办理/跟踪/已完成/归档/未开展",
    ("协商", "范围"): "本级/联动",
    ("活动", "方式"): "线下/线上/线上线下",
    ("活动", "状态"): "计划/已举办/取消",
    ("出席", "身份"): "应到/列席/授课/主持/牵头",
    ("出席", "出席情况"): "出席/请假/缺席",
    ("意见建议", "有效"): "是/否",
    ("意见建议", "采纳情况"): "研究中/采纳/部分采纳/未采纳",
    ("问题", "状态"): "已登记/推动中/已解决/暂不能解决",
    ("采用", "级别"): "县/市/省/全国",
    ("采用", "方式"): "单篇/综合",
    ("批示", "层级"): "县主要领导/县领导/市主要领导/市领导/省领导/国家领导",
    ("大会发言", "形式"): "口头/书面",
    ("媒体报道", "级别"): "中央/省级/市级/县级/自有",
    ("文件", "方式"): "制定/修订",
}
# What an empty cell is taken for.
DEFAULTS = {
    ("提案", "审查结论"): "待审查",
    ("提案", "重点提案"): "否",
    ("出席", "身份"): "应到",
    ("意见建议", "有效"): "是",
    ("采用", "方式"): "单篇",
}
NAMES = {
    "单位": "单位名称",
    "委员": "姓名",
    "提案": "案由",
    "协商": "议题",
    "意见建议": "内容",
    "问题": "内容",
    "社情民意": "标题",
    "成果": "标题",
    "大会发言": "题目",
    "媒体报道": "标题",
    "文件": "标题",
    "期": "期号",
}
# Labels under which a value can only be a day, a month or a number.
DAYS = (
    "启用日期 停用日期 开幕日期 闭幕日期 任职起 任职止 成立日期 撤销日期 提交日期 交办日期 答复期限"
    " 答复日期 反馈日期 结案日期 签收日期 期限 延期至 日期 计划月份 解决日期 上报日期 报送日期"
    " 开始日期"
)
NUMBERS = "星级 届次 会次 年度 群众人次 来宾人数 发言条数 成效金额 字数"
HEADINGS = {"来源": "来源编号", "对象": "对象编号", "并入": "并入流水号"} | {
    "活动": "活动编号",
    "协商": "协商编号",
}
PARENTS = {"品牌": "上级品牌", "单位": "上级单位"}
PROGRAMMES = "品牌"


@dataclass(frozen=True)
class Label:
    """What stands under one label of a sheet."""

    name: str
    several: bool
    targets: tuple[str, ...]
    closed: tuple[str, ...]


def _labels(sheet: str) -> dict[str, Label]:
    found = {}
    for word in SHEETS[sheet].split():
        name, _, targets = word.partition(">")
        bare = name.rstrip("*!")
        closed = tuple(CLOSED[sheet, bare].split("/")) if name.endswith("!") else ()
        found[bare] = Label(
            bare, name.endswith("*"), tuple(targets.split(",")) if targets else (), closed
        )
    if sheet not in ("任职", "期", PROGRAMMES):
        found[PROGRAMMES] = Label(PROGRAMMES, True, (PROGRAMMES,), ())
    return found


LABELS = {sheet: _labels(sheet) for sheet in SHEETS}


def heading(sheet: str, label: str) -> str:
    """Give the column in which a label's values stand."""
    return HEADINGS.get(label, label) if LABELS[sheet][label].targets else label


@dataclass(eq=False)
class Row:
    """A record: its sheet, its committee, and the values under each label."""

    sheet: str
    owner: str
    values: dict[str, list[Any]] = field(default_factory=dict)
    services: list[Row] = field(default_factory=list)  # of 委员

    def __repr__(self) -> str:
        """Give the sheet and the key."""
        return f"{self.sheet}:{self.owner}{self.key}"

    def all(self, label: str) -> list[Any]:
        """Give every value under a label."""
        return self.values.get(label, [])

    def one(self, label: str) -> Any:
        """Give the only value under a label, or None."""
        return next(iter(self.all(label)), None)

    @property
    def key(self) -> str:
        """Give the words by which other rows name this one."""
        if self.sheet == "提案":
            return "/".join(str(self.one(part)) for part in ("届次", "会次", "流水号"))
        if self.sheet == "期":
            return f"{self.one('年度')}/{self.one('期号')}"
        return str(self.one("委员编号" if self.sheet == "委员" else "编号") or self.name)

    @property
    def name(self) -> str:
        """Give what people call it."""
        return str(self.one(NAMES.get(self.sheet, "名称")) or "")


def as_list(cell: Any) -> list[Any]:
    """Give the values of a cell."""
    if cell is None or cell == "":
        return []
    return list(cell) if isinstance(cell, (list, tuple)) else [cell]


def _settled(start: datetime, now: datetime) -> str:
    """Give the state of an event entered without one: held once it has begun."""
    begun = start.date() <= now.date() if start.time() == time() else start <= now
    return "已举办" if begun else "计划"


class Office:
    """Every record of a ledger, own and received, entered at one moment."""

    def __init__(self, book: Book, now: datetime) -> None:
        self.rows: dict[str, list[Row]] = {sheet: [] for sheet in SHEETS}
        self._known: dict[tuple[str, str, str], Row] = {}
        self._open: list[tuple[Row, Cells]] = []  # whose links are still words
        for sheet in SHEETS:
            for cells in book.get(sheet, ()):
                self._add(sheet, cells)
        for row, cells in self._open:
            for label, spec in LABELS[row.sheet].items():
                if spec.targets:
                    words = as_list(cells.get(heading(row.sheet, label)))
                    row.values[label] = [self._named(spec.targets, row.owner, w) for w in words]
        self._share_out()
        for event in self.rows["活动"]:
            if not event.all("状态"):
                event.values["状态"] = [_settled(event.one("开始时间"), now)]

    def of(self, sheet: str, owners: Iterable[str]) -> Iterator[Row]:
        """Give the records of a sheet that belong to one of the committees."""
        return (row for row in self.rows[sheet] if row.owner in owners)

    def _add(self, sheet: str, cells: Cells) -> None:
        owner = cells.get(OWNER) or HERE
        if sheet != "委员":
            self._keep(self._read(sheet, owner, cells))
            return
        # A row of 委员 is one service of a member.
        member = self._known.get((sheet, owner, str(cells["委员编号"])))
        if member is None:
            member = self._keep(self._read(sheet, owner, cells))
        member.services.append(self._read("任职", owner, cells))

    def _read(self, sheet: str, owner: str, cells: Cells) -> Row:
        row = Row(sheet, owner)
        for label, spec in LABELS[sheet].items():
            if not spec.targets:
                cell = cells.get(label)
                row.values[label] = as_list(cell) or as_list(DEFAULTS.get((sheet, label)))
        self._open.append((row, cells))
        return row

    def _keep(self, row: Row) -> Row:
        self.rows[row.sheet].append(row)
        words = [row.key, f"{row.one('类别')}/{row.name}"] if row.sheet == "单位" else [row.key]
        for word in words:
            self._known.setdefault((row.sheet, row.owner, word), row)
        return row

    def _named(self, sheets: tuple[str, ...], owner: str, word: str) -> Row:
        for sheet in sheets:
            if (sheet, owner, word) in self._known:
                return self._known[sheet, owner, word]
        if sheets != ("期",):
            raise KeyError(word)
        year, number = word.split("/")
        return self._keep(Row("期", owner, {"年度": [int(year)], "期号": [number]}))

    def _share_out(self) -> None:
        """Let every unit that a proposal names have its part, and name those that have one."""
        parts = self.rows["办理"]
        spoken_of = {(part.one("提案"), part.one("单位")) for part in parts}
        for proposal in self.rows["提案"]:
            for role in ("主办", "会办", "分办"):
                for unit in proposal.all(f"{role}单位"):
                    if (proposal, unit) not in spoken_of:
                        values = {"提案": [proposal], "单位": [unit], "角色": [role]}
                        parts.append(Row("办理", proposal.owner, values))
        for part in parts:
            units = part.one("提案").all(f"{part.one('角色')}单位")
            if part.one("单位") not in units:
                units.append(part.one("单位"))
