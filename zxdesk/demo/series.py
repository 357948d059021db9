"""The kinds of activities a committee repeats all year, as a table.

In names and places `{who}` is the sector, committee or group, `{theme}` the theme, `{town}` a
town. A range (0, 0) means that the number is not recorded.
"""

from dataclasses import dataclass

from zxdesk.demo import brands

NONE = (0, 0)
_EVENING = (19.0, 19.5)
_DAY = (9.0, 14.5, 15.0)
_TRIP = (8.5, 9.0, 14.0)


@dataclass(frozen=True, kw_only=True)
class Series:
    """A kind of activity.

    Attributes:
        who: Whose it is: 界别, 专委会, 活动组 or 全体.
        size: Fewest and most members who are asked.
        role: 身份 of the member who leads it.
        days: How many days it lasts.
        seasonal: Whether the themes follow the months.
        advice: Suggestions that may be made, as 「责任单位：内容」; `trouble` likewise.
    """

    kind: str
    per_year: int
    who: str
    names: tuple[str, ...]
    themes: tuple[str, ...]
    places: tuple[str, ...]
    size: tuple[int, int]
    hours: tuple[float, ...] = _DAY
    public: tuple[int, int] = NONE
    guests: tuple[int, int] = NONE
    remarks: tuple[int, int] = NONE
    amount: tuple[int, int] = NONE
    brands: tuple[str, ...] = ()
    role: str = "主持"
    mode: str = "线下"
    days: int = 1
    seasonal: bool = False
    advice: tuple[str, ...] = ()
    trouble: tuple[str, ...] = ()


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


SERIES = (
    Series(
        kind="读书", per_year=18, who="界别", names=("{who}委员读书会：{theme}",),
        themes=_words(
            "县域经济 《乡土中国》 乡村建设的百年探索 协商民主理论与实践 《论语》里的为政之道 "
            "地方志里的云溪 山水诗与生态文明 中国古代治水 家风家训 数字时代的治理 "
            "《资治通鉴》选读 茶史与茶道 民营经济读本"
        ),
        places=("云溪书院政协书房", "云溪书院", "县图书馆三楼"), hours=_EVENING + _DAY,
        size=(13, 30), remarks=(4, 14), guests=(0, 3), brands=(brands.READING,),
    ),
    Series(
        kind="读书", per_year=4, who="全体", names=("“晒书会”线上读书分享：{theme}",),
        themes=_words("春季篇 夏季篇 秋季篇 冬季篇"), places=("线上",), hours=_EVENING,
        size=(38, 70), remarks=(30, 90), brands=("晒书会",), mode="线上", seasonal=True,
    ),
    Series(
        kind="学习", per_year=14, who="专委会", names=("{who}专题学习会：{theme}",),
        themes=_words(
            "履职能力提升 政协提案工作条例 社情民意信息写作 调查研究方法 生态环境保护法规 "
            "乡村全面振兴政策解读 民营经济促进法规 保密与网络安全知识"
        ),
        places=("县政协二楼会议室", "县委党校", "云溪书院"), size=(14, 32), guests=(0, 2),
        role="授课", brands=(brands.STUDY,),
    ),
    Series(
        kind="走访", per_year=22, who="专委会", names=("{who}走访{theme}",),
        themes=_words(
            "茶产业链企业 小微企业园 民族村 农业专业合作社 困难职工家庭 乡镇卫生院 "
            "山区寄宿制学校 外贸企业 返乡创业青年 界别群众代表 百岁老人家庭 民宿业主 "
            "竹加工企业 文化企业"
        ),
        places=("{town}", "{town}集镇"), hours=_TRIP, size=(6, 14), guests=(0, 4),
        brands=(brands.VISITS,), role="牵头",
        advice=(
            "县人力资源和社会保障局：对规模以下企业开展共享用工对接",
            "县农业农村局：在主产乡镇建设产地冷库",
            "县财政局：设立小微企业融资服务专窗",
            "县卫生健康局：组织县级医院专家定期到{town}巡诊",
            "县交通运输局：开通{town}赶集日公交专线",
        ),
        trouble=(
            "县人力资源和社会保障局：{town}部分企业反映用工短缺、招聘渠道窄",
            "县财政局：{town}小微企业反映融资担保门槛偏高",
            "县农业农村局：{town}农户反映农产品冷链仓储不足",
            "县公安局：{town}群众反映进城就医停车困难",
            "县自然资源和规划局：{town}合作社反映设施农用地审批周期长",
        ),
    ),
    Series(
        kind="公益", per_year=20, who="界别", names=("委员“微公益”：{theme}",),
        themes=_words(
            "春联送万家 困境儿童微心愿 山区学校送图书 送医下乡义诊 助残日慰问 爱心助考 "
            "关爱环卫工人 清溪护河志愿行 助学圆梦 重阳敬老 无偿献血 暖冬行动"
        ),
        places=("{town}文化礼堂", "{town}", "人民广场"), hours=_TRIP, size=(8, 20),
        public=(30, 400), amount=(2, 90), brands=(brands.CHARITY,), role="牵头", seasonal=True,
    ),
    Series(
        kind="公益", per_year=4, who="界别", names=("“直播助农”专场：{theme}",),
        themes=_words("冬笋干货 云溪春茶 高山蔬菜 枫林蜜橘"),
        places=("{town}共富工坊", "县电商直播基地"), hours=(14.5, 19.0), size=(6, 12),
        public=(800, 4200), amount=(60, 420), brands=("直播助农",), role="牵头",
        mode="线上线下", seasonal=True,
    ),
    Series(
        kind="培训", per_year=3, who="全体", names=("{theme}",),
        themes=_words("新任委员培训班 委员履职能力提升培训班 常委和界别召集人培训班"),
        places=("县委党校",), hours=(9.0,), size=(30, 58), guests=(1, 3), role="授课", days=2,
        brands=(brands.STUDY,), seasonal=True,
    ),
    Series(
        kind="网络议政", per_year=6, who="全体", names=("“微建言·献一计”网络议政：{theme}",),
        themes=_words(
            "我为民生实事献一计 城市微更新 节假日文旅消费 暑期青少年安全 冬季用电保障 "
            "新一年工作金点子"
        ),
        places=("线上",), hours=(9.0,), size=(45, 95), remarks=(60, 320), mode="线上", days=5,
        brands=(brands.ONLINE,), seasonal=True,
        advice=(
            "县公安局：在人流密集路段增设过街提示灯",
            "县交通运输局：旅游旺季开通高铁站至景区接驳专线",
            "县市场监督管理局：公布电梯维保单位和应急电话",
            "县供电公司：入冬前完成山区老旧线路巡检",
        ),
    ),
    Series(
        kind="通报会", per_year=2, who="全体", names=("{theme}",),
        themes=_words("经济社会发展情况通报会 提案办理情况通报会"), places=("县政协一号会议厅",),
        size=(48, 60), guests=(4, 12), remarks=(2, 6), seasonal=True,
    ),
    Series(
        kind="宣讲", per_year=12, who="界别", names=("“委员讲堂”：{theme}",),
        themes=_words(
            "民法典与生活 家庭急救常识 防范电信诈骗 茶园绿色防控技术 青春期心理健康 "
            "老年人用药安全 云溪历史文化 消防安全进园区 科学育儿 垃圾分类小课堂"
        ),
        places=("{town}文化礼堂", "{town}中心小学", "县老年大学"), hours=_EVENING + _TRIP,
        size=(6, 12), public=(40, 220), brands=(brands.TALKS,), role="授课",
    ),
    Series(
        kind="联谊", per_year=5, who="界别", names=("{who}联谊交流：{theme}",),
        themes=_words("迎新春茶话会 书画笔会 企业家沙龙 中秋话同心 乡贤恳谈会"),
        places=("县政协一号会议厅", "云溪书院", "{town}乡贤馆"), size=(14, 28), guests=(5, 30),
        seasonal=True,
    ),
    Series(
        kind="界别活动", per_year=20, who="界别", names=("{who}活动日：{theme}",),
        themes=_words(
            "深入企业问需求 进社区听民声 聚焦乡村振兴建言 看变化话发展 界别群众座谈会 "
            "重点项目现场行"
        ),
        places=("{town}", "{town}便民服务中心", "云溪经济开发区"), hours=_TRIP, size=(8, 20),
        public=(0, 40), remarks=(3, 12),
        advice=(
            "县数据局：优化便民服务中心窗口设置，推行午间不打烊",
            "县农业农村局：盘活{town}闲置仓房发展来料加工",
            "县文化和广电旅游体育局：增加{town}文化礼堂夜间开放时间",
            "县发展和改革局：完善重点项目周边道路配套",
        ),
        trouble=(
            "县交通运输局：{town}部分在建项目周边道路破损严重",
            "县文化和广电旅游体育局：{town}文化礼堂利用率不高",
        ),
    ),
)  # fmt: skip

HALL = Series(
    kind="议事堂活动", per_year=28, who="活动组", names=("{town}民生议事堂：{theme}",),
    themes=(), places=(), size=(7, 14), hours=(9.0, 14.5, 15.0), public=(12, 60),
    guests=(1, 6), remarks=(6, 20), brands=(brands.HALL,),
)  # fmt: skip
PARLOUR = Series(
    kind="会客厅活动", per_year=30, who="界别",
    names=("{venue}：{theme}", "{venue}“面对面”：{theme}", "走进{venue}：{theme}"),
    themes=(), places=(), size=(6, 14), hours=(9.5, 14.5, 19.5), public=(5, 45),
    guests=(0, 6), remarks=(4, 14), brands=(brands.PARLOUR,), role="牵头",
)  # fmt: skip
