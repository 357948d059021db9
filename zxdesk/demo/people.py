"""Members with fixed names: the leaders, and people whose names are hard to write or shared."""

from dataclasses import dataclass

from zxdesk.demo.units import CITY, COMMITTEES, CULTURE, ECONOMY, LAW, LIAISON, PROPOSALS, SCIENCE

STANDING = "常务委员"
CHAIRMAN = "主席"
DEPUTY = "副主席"
SECRETARY = "秘书长"


@dataclass(frozen=True)
class Person:
    """Somebody with a fixed name; what is None is drawn from the sector."""

    name: str
    gender: str
    sector: str
    age: int
    post: str | None = None
    job: tuple[str, str] | None = None
    nation: str = "汉族"
    politics: str | None = None
    committee: str | None = None


def _director(name: str, gender: str, age: int, committee: str) -> Person:
    return Person(name, gender, "中国共产党" if age % 2 else "特邀人士", age,
                  f"{STANDING}、{committee}主任", ("政协云溪县委员会", f"{committee}主任"),
                  politics="中共党员", committee=committee)  # fmt: skip


_HOUSE = "政协云溪县委员会"
LEADERS = (
    Person("周明远", "男", "中国共产党", 57, CHAIRMAN, (_HOUSE, "党组书记、主席"),
           committee=PROPOSALS),
    Person("何建华", "男", "中国共产党", 56, DEPUTY, (_HOUSE, "党组副书记、副主席"),
           committee=ECONOMY),
    Person("方国平", "男", "中国共产党", 55, DEPUTY, (_HOUSE, "党组成员、副主席"), committee=CITY),
    Person("沈若梅", "女", "民盟", 53, DEPUTY, (_HOUSE, "副主席"), committee=SCIENCE),
    Person("徐立新", "男", "无党派人士", 52, DEPUTY, ("县科学技术局", "局长"), committee=LIAISON),
    Person("叶永康", "男", "工商联", 54, DEPUTY, ("县工商联", "主席"), politics="民建会员",
           committee=LAW),
    Person("潘志文", "男", "中国共产党", 51, SECRETARY, (_HOUSE, "党组成员、秘书长"),
           committee=CULTURE),
    _director("吴海英", "女", 51, PROPOSALS),
    _director("邱长林", "男", 54, ECONOMY),
    _director("胡振东", "男", 50, CITY),
    _director("余淑芬", "女", 52, SCIENCE),
    _director("严正明", "男", 55, LAW),
    _director("庄文彬", "男", 56, CULTURE),
    _director("洪美华", "女", 49, LIAISON),
    Person("林晓芸", "女", "中国共产党", 41, "委员", (_HOUSE, "办公室副主任"), committee=PROPOSALS),
    Person("陈国栋", "男", "中国共产党", 38, "委员", (_HOUSE, "办公室综合科科长"),
           committee=CULTURE),
)  # fmt: skip
CLERKS = ("林晓芸", "陈国栋")
DIRECTORS = dict(zip(COMMITTEES, (person.name for person in LEADERS[7:14]), strict=True))
# The committees each deputy looks after, so that topics find their leader.
DEPUTIES = {
    PROPOSALS: "何建华", ECONOMY: "何建华", CITY: "方国平", SCIENCE: "沈若梅",
    LAW: "叶永康", CULTURE: "方国平", LIAISON: "徐立新",
}  # fmt: skip

OTHERS = (
    # Characters that many programs cannot show, sort or look up.
    Person("王㛃", "女", "教育体育界", 39),
    Person("陈𬭎", "男", "科技和科协界", 44),
    Person("刘䶮", "男", "文化艺术和新闻界", 36),
    Person("李喆", "男", "经济界", 42),
    Person("林堃", "男", "工商联", 46),
    Person("沈玥", "女", "共青团和青联", 31),
    Person("徐翀", "男", "医药卫生界", 45),
    # Compound surnames and names of other peoples.
    Person("欧阳静怡", "女", "妇联", 40),
    Person("万俟文博", "男", "民革", 47),
    Person("尉迟海峰", "男", "总工会", 50),
    Person("买买提·吐尔逊", "男", "民族宗教界", 43, job=("云溪丝路餐饮店", "负责人"),
           nation="维吾尔族"),
    Person("蓝祥根", "男", "民族宗教界", 52, nation="畲族"),
    Person("雷春香", "女", "民族宗教界", 41, nation="畲族", job=("云溪畲乡彩带传习所", "负责人")),
    Person("钟小兰", "女", "农业和环境资源界", 37, nation="畲族"),
    Person("马玉清", "男", "民建", 49, nation="回族"),
    Person("石阿朵", "女", "文化艺术和新闻界", 34, nation="苗族", job=("云溪戏曲艺术团",
                                                                       "青年演员")),
    Person("覃世勇", "男", "农工党", 46, nation="壮族"),
    Person("关雪峰", "男", "经济界", 51, nation="满族"),
    Person("田小妹", "女", "侨联和台联", 38, nation="土家族"),
    # Names shared by several members.
    Person("陈伟", "男", "经济界", 45),
    Person("陈伟", "男", "教育体育界", 51),
    Person("陈伟", "男", "农业和环境资源界", 38),
    Person("王建国", "男", "中国共产党", 57),
    Person("王建国", "男", "工商联", 56),
    Person("李敏", "女", "妇联", 43),
    Person("李敏", "女", "医药卫生界", 48),
    Person("张丽", "女", "民盟", 44),
    Person("张丽", "女", "文化艺术和新闻界", 35),
    Person("林志强", "男", "工商联", 52),
    Person("林志强", "男", "九三学社", 46),
)  # fmt: skip
