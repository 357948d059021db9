"""Draws what came of events and topics, and what was published."""

from __future__ import annotations

from tests.agreement.chance import ORGANISERS, PLACES, Chance


def draw_outcomes(draw: Chance, most: int) -> None:
    """Draw suggestions, problems, opinions, products, instructions and papers."""
    _followed(draw, most)
    _opinions(draw, most)
    _published(draw, min(most, 4))


def _followed(draw: Chance, most: int) -> None:
    events, topics = draw.keys("活动"), draw.keys("协商")
    for number in draw.count(min(most, 3)):
        draw.add(
            "共富项目",
            编号=f"G{number}",
            名称=f"项目{number}",
            界别=draw.perhaps(draw.units("界别")),
            地区=draw.perhaps(PLACES),
            类型=draw.perhaps(("助农", "助学")),
            开始日期=draw.day(),
            群众人次=draw.perhaps((10, 20)),
        )
    for number in draw.count(most if events or topics else 0):
        draw.add(
            "意见建议",
            编号=f"J{number}",
            来源编号=draw.pick(events + topics),
            内容=f"建议{number}",
            提出人=draw.perhaps(("赵甲", "群众"), 0.4),
            日期=draw.day(0.5),
            有效=draw.listed("意见建议", "有效", 0.6),
            办理单位=draw.some(draw.units("承办单位")),
            采纳情况=draw.listed("意见建议", "采纳情况"),
        )
    sources = events + topics + draw.keys("共富项目")
    for number in draw.count(most if sources else 0):
        state = draw.listed("问题", "状态")
        draw.add(
            "问题",
            编号=f"T{number}",
            来源编号=draw.pick(sources),
            内容=f"问题{number}",
            主题=draw.perhaps(("交通", "教育")),
            责任单位=draw.some(draw.units("承办单位")),
            状态=state,
            解决日期=draw.day() if state == "已解决" else None,
        )


def _opinions(draw: Chance, most: int) -> None:
    issues = []
    for number in draw.count(most):
        submitted = draw.day()
        issue = draw.perhaps(("2024/1", "2025/1", "2025/2"), 0.7)
        issues += [issue] if issue and issue not in issues else []
        draw.add(
            "社情民意",
            编号=f"S{number}",
            标题=f"信息{number}",
            反映人=draw.some(draw.people()),
            反映单位=draw.some(draw.units(*ORGANISERS)),
            提交日期=submitted,
            类别=draw.perhaps(("民生", "教育")),
            期号=issue,
            上报日期=draw.later(submitted, 0.5),
        )
    seen = set()
    for _ in draw.count(4 if issues else 0):
        issue, level = draw.pick(issues), draw.pick(("县", "市", "省"))
        manner = draw.pick(("单篇", "综合"))
        if (issue, level, manner) not in seen:
            seen.add((issue, level, manner))
            draw.add("采用", 期号=issue, 级别=level, 方式=manner, 日期=draw.day())


def _published(draw: Chance, most: int) -> None:
    sources = draw.keys("活动") + draw.keys("协商")
    for number in draw.count(most):
        draw.add(
            "成果",
            编号=f"C{number}",
            类型=draw.pick(("调研报告", "建议案")),
            标题=f"成果{number}",
            来源编号=draw.perhaps(sources),
            报送对象=draw.some(("县委", "县府")),
            报送日期=draw.day(),
        )
    targets = draw.keys("成果") + draw.keys("社情民意") + draw.keys("协商") + draw.proposals()
    for number in draw.count(most if targets else 0):
        draw.add(
            "批示",
            编号=f"P{number}",
            对象编号=draw.pick(targets),
            领导=draw.pick(("张书记", "王县长")),
            层级=draw.pick(("县主要领导", "市领导")),
            日期=draw.day(),
        )
    for number in draw.count(most):
        draw.add(
            "大会发言",
            编号=f"F{number}",
            活动编号=draw.perhaps(draw.keys("活动"), 0.4),
            题目=f"发言{number}",
            发言人=draw.some(draw.people()),
            代表单位=draw.some(draw.units(*ORGANISERS), 1),
            形式=draw.listed("大会发言", "形式"),
            日期=draw.day(),
        )
    _papers(draw, most)


def _papers(draw: Chance, most: int) -> None:
    for number in draw.count(most):
        draw.add(
            "媒体报道",
            编号=f"M{number}",
            标题=f"报道{number}",
            媒体=draw.perhaps(("日报", "晚报")),
            级别=draw.listed("媒体报道", "级别"),
            栏目=draw.perhaps(("要闻", "专版"), 0.4),
            日期=draw.day(),
        )
        draw.add(
            "文件",
            编号=f"D{number}",
            类型=draw.pick(("制度", "出版物")),
            标题=f"文件{number}",
            方式=draw.listed("文件", "方式"),
            字数=draw.perhaps((100, 2000)),
            日期=draw.day(),
        )
        draw.add(
            "荣誉",
            编号=f"R{number}",
            对象=draw.pick(("县政协", "赵甲")),
            名称=f"荣誉{number}",
            级别=draw.perhaps(("市级", "省级")),
            授予单位=draw.perhaps(("市委", "省政协"), 0.4),
            日期=draw.day(),
        )
