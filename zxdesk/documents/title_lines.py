"""Breaks a title into balanced lines (梯形 or 菱形) that never split a word or a number."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from math import ceil

from zxdesk.documents.marks import may_part

_COMMON = """
关于 纪要 协商 提案 办理 工作 情况 通报 意见 建议 民主 监督 视察 调研 委员 主席 常委 党组 全体
专题 座谈 讨论 审议 听取 汇报 报告 研究 部署 推进 促进 加快 加强 提升 提高 推动 深化 高质量 发展
建设 服务 保障 社区 养老 乡村 振兴 农村 农业 产业 旅游 文化 教育 卫生 医疗 生态 环境 保护 治理
基层 社会 经济 民营 企业 优化 营商 城市 城乡 交通 住房 就业 创业 人才 科技 创新 数字 安全 问题
机制 体系 能力 质量 水平 实施 方案 计划 名单 人员 出席 签到 考勤 花名册 名册 反映 社情 民意 信息
年度 季度 上半年 下半年 中国 县委 政府 部门 单位 村庄 居家 老年 儿童 青年 妇女 群众 民生 实事
项目 资金 管理 使用 落实 整改 会议 老旧 小区
"""
_COUNTED = r"第?(?:[一二三四五六七八九十百]+|\d+)[届次个项期号]"
_LATIN = r"[!-~\u00a1-\u024f]+[%‰年月日次届号条项个名]?"
_BODIES = r"(?:常务|专门)?委员会(?:会议)?|政协|人民政府|办公[室厅]"
_MEETINGS = r"(?:党组|主席|常委会?|全体|专题|座谈|联席|工作|协商)(?:扩大)?会议?(?:纪要)?"
# What stays whole, the longer before the shorter; a list of words, since no segmenter ships.
_WORDS = re.compile("|".join([_COUNTED, _LATIN, _BODIES, _MEETINGS, *_COMMON.split()]))
# A line reads well when it ends after one of these or the next begins with one of those.
_GOOD_END = frozenset("会届次的和与及暨、，：；》”）")
_GOOD_START = frozenset("关暨《“（纪")


_MOST_LINES = 6
_SHORTEST = 0.55

Measure = Callable[[str], float]


def title_lines(title: str, width: float, measure: Measure) -> list[str]:
    """Give the lines of `title`, none wider than `width`; none at all when six do not hold it."""
    pieces = _pieces(title)
    total = sum(map(measure, pieces))
    count = max(1, ceil(total / width))
    for lines in range(count, _MOST_LINES + 1):
        partings = list(_partings([measure(p) for p in pieces], lines, width, total / lines))
        if partings:
            ends = min(partings, key=lambda ends: _cost(pieces, ends, measure))
            return ["".join(pieces[a:b]).strip() for a, b in pairwise((0, *ends))]
    return []


def _pieces(title: str) -> list[str]:
    """Cut the title wherever a line may end at all; marks cling as 避头尾 asks."""
    rough: list[str] = []
    position = 0
    for word in _WORDS.finditer(title):
        rough += title[position : word.start()]
        rough.append(word.group())
        position = word.end()
    rough += title[position:]
    pieces: list[str] = []
    for piece in rough:
        if pieces and not may_part(pieces[-1][-1], piece[0]):
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return pieces


def _partings(
    widths: list[float], lines: int, limit: float, ideal: float, start: int = 0
) -> Iterator[tuple[int, ...]]:
    """Give every parting into `lines` lines that are neither too long nor stumps."""
    rest = sum(widths[start:])
    if lines == 1:
        if 0 < rest <= limit:
            yield (len(widths),)
        return
    used = 0.0
    for end in range(start + 1, len(widths)):
        used += widths[end - 1]
        if used > limit:
            return
        if used >= _SHORTEST * ideal and rest - used <= limit * (lines - 1):
            for after in _partings(widths, lines - 1, limit, ideal, end):
                yield (end, *after)


def _cost(pieces: list[str], ends: tuple[int, ...], measure: Measure) -> float:
    """Weigh a parting: uneven lines, breaks that read badly, and the shape of an hourglass."""
    lengths = [sum(map(measure, pieces[a:b])) for a, b in pairwise((0, *ends))]
    ideal = sum(lengths) / len(lengths)
    cost = sum(((length - ideal) / ideal) ** 2 * 100 for length in lengths)
    cost += sum(_break_cost(pieces[end - 1], pieces[end]) for end in ends[:-1])
    triples = zip(lengths, lengths[1:], lengths[2:], strict=False)
    return cost + sum(15 for a, b, c in triples if b < a and b < c)


def _break_cost(before: str, after: str) -> float:
    if before[-1] in _GOOD_END or after[0] in _GOOD_START:
        return 0
    # Two single characters side by side may be one word this list does not know.
    return 25 if len(before) == 1 and len(after) == 1 else 8
