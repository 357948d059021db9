"""Brands of work and how they hang together."""

from zxdesk.demo.model import Row

ROOT = "同心云溪"
READING = "云溪书院读书系列"
CHARITY = "微公益"
CONSULT = "请你来协商"
HALL = "民生议事堂"
PARLOUR = "委员会客厅4+X"
ONLINE = "微建言·献一计"
TALKS = "委员讲堂"
VISITS = "三联三送"
SUPERVISE = "溪心监督"
STUDY = "同心向党"
SMALL = "溪边夜谈"

# Name, the brand above, what it is, and how many a year.
_BRANDS = (
    (ROOT, None, "县政协履职总品牌", None),
    (STUDY, ROOT, "党建和理论学习品牌", "12"),
    (READING, ROOT, "委员读书活动品牌，每季一个主题", "24"),
    ("晒书会", READING, "线上分享读书心得", "4"),
    (CONSULT, ROOT, "协商平台，每年六场以上主协商", "6+X"),
    (HALL, CONSULT, "乡镇（街道）民生议事堂", "24"),
    (SMALL, CONSULT, "村头溪边的微协商", "12"),
    (PARLOUR, ROOT, "会客厅每年规定活动四次，自选动作若干", "4+X"),
    (ONLINE, ROOT, "网络议政品牌", "6"),
    (TALKS, ROOT, "委员宣讲品牌", "12"),
    (CHARITY, ROOT, "委员公益服务品牌", "20"),
    ("直播助农", CHARITY, "委员带货助销农产品", "4"),
    (VISITS, ROOT, "联村联企联群众，送政策送服务送温暖", "24"),
    (SUPERVISE, ROOT, "民主监督品牌", "4"),
)


def brand_rows() -> list[Row]:
    """Give the rows of the sheet 品牌."""
    return [
        {"名称": name, "上级品牌": above, "说明": about, "每年指标": quota}
        for name, above, about, quota in _BRANDS
    ]
