"""The twenty sectors of the county and where their members work."""

from dataclasses import dataclass

from zxdesk.demo.units import CITY, COMMITTEES, CULTURE, ECONOMY, LAW, LIAISON, PROPOSALS, SCIENCE


@dataclass(frozen=True, kw_only=True)
class Sector:
    """A sector.

    Attributes:
        size: Its members in office.
        politics: 政治面貌 all of them share; None where it is mixed.
        party: 党派 of those who belong to one.
        committees: The special committees its members sit in.
        ages: Youngest and eldest.
        work: Places of work, each with the posts held there, parted by blanks.
    """

    name: str
    size: int
    committees: tuple[str, ...]
    work: tuple[tuple[str, str], ...]
    politics: str | None = None
    party: str | None = None
    ages: tuple[int, int] = (34, 58)


_OFFICES = (
    ("县教育局", "副局长 四级调研员"),
    ("县水利局", "副局长 总工程师"),
    ("县审计局", "副局长"),
    ("县统计局", "副局长"),
    ("县自然资源和规划局", "副局长 总规划师"),
    ("县财政局", "总会计师"),
    ("云溪县职业技术学校", "副校长 高级讲师"),
    ("云溪县人民医院", "主任医师 科主任"),
    ("县文化馆", "馆长 副研究馆员"),
    ("县农业技术推广中心", "高级农艺师 副主任"),
)
_FIRMS = (
    ("云溪青筠竹业有限公司", "董事长 总经理"),
    ("云溪泽川机械制造有限公司", "董事长 副总经理"),
    ("云溪禾木家居有限公司", "董事长 总经理"),
    ("云溪雾谷茶业有限公司", "董事长"),
    ("云溪恒沛电器有限公司", "总经理 财务总监"),
    ("云溪拾光文旅发展有限公司", "总经理"),
    ("云溪同辉阀门有限公司", "董事长 总工程师"),
    ("云溪鹭川食品有限公司", "董事长"),
    ("云溪安筑建设有限公司", "董事长 总经理"),
    ("云溪衡知会计师事务所", "主任会计师"),
    ("云溪明理律师事务所", "主任 合伙人"),
    ("云溪启帆电子商务有限公司", "总经理"),
    ("云溪锦屏针织有限公司", "董事长"),
    ("云溪岭上民宿管理有限公司", "总经理"),
)
_CADRES = (
    ("县委组织部", "副部长"),
    ("县委宣传部", "副部长"),
    ("县委统战部", "副部长"),
    ("县委党校", "常务副校长"),
    ("县纪委县监委", "常委"),
    ("县委政法委", "副书记"),
    ("县档案馆", "馆长"),
    ("县人民法院", "副院长"),
    ("县人民检察院", "副检察长"),
    ("县退役军人事务局", "局长"),
)

SECTORS = (
    Sector(name="中国共产党", size=16, committees=COMMITTEES, work=_CADRES, politics="中共党员",
           ages=(40, 58)),
    Sector(name="民革", size=8, committees=(LIAISON, LAW), work=_OFFICES, politics="民革党员",
           party="民革"),
    Sector(name="民盟", size=10, committees=(SCIENCE, CULTURE), work=_OFFICES, politics="民盟盟员",
           party="民盟"),
    Sector(name="民建", size=10, committees=(ECONOMY, CITY), work=_FIRMS, politics="民建会员",
           party="民建"),
    Sector(name="农工党", size=8, committees=(SCIENCE, CITY), politics="农工党党员",
           party="农工党",
           work=(("云溪县人民医院", "主任医师 副主任医师"), ("云溪县中医院", "副院长 主任中医师"),
                 ("县疾病预防控制中心", "副主任"), ("县生态环境监测站", "副站长 高级工程师"))),
    Sector(name="九三学社", size=8, committees=(SCIENCE, ECONOMY), work=_OFFICES,
           politics="九三学社社员", party="九三学社"),
    Sector(name="无党派人士", size=10, committees=(LIAISON, CULTURE), work=_OFFICES,
           politics="无党派人士"),
    Sector(name="共青团和青联", size=9, committees=(SCIENCE, ECONOMY), ages=(26, 38),
           work=(("共青团云溪县委", "副书记 青年发展部部长"), ("云溪启帆电子商务有限公司",
                                                               "主播 运营总监"),
                 ("云溪山野青年创业社", "负责人"), ("云溪县人民医院", "团委书记"),
                 ("白鹭镇鹭湾村", "村委会委员"))),
    Sector(name="总工会", size=8, committees=(LAW, PROPOSALS),
           work=(("县总工会", "副主席 权益保障部部长"), ("云溪泽川机械制造有限公司",
                                                         "工会主席 高级技师"),
                 ("云溪恒沛电器有限公司", "班组长"), ("县公路养护中心", "工会主席"))),
    Sector(name="妇联", size=9, committees=(LAW, CULTURE),
           work=(("县妇联", "副主席 家庭儿童部部长"), ("云溪县妇幼保健院", "副院长 护士长"),
                 ("云溪巧手来料加工合作社", "理事长"), ("县机关幼儿园", "园长"),
                 ("云溪明理律师事务所", "律师"))),
    Sector(name="工商联", size=20, committees=(ECONOMY, LIAISON, PROPOSALS), work=_FIRMS),
    Sector(name="科技和科协界", size=11, committees=(SCIENCE, ECONOMY),
           work=(("县科协", "副主席"), ("县生产力促进中心", "主任 工程师"),
                 ("云溪泽川机械制造有限公司", "技术总监"), ("县农业科学研究所", "研究员 所长"),
                 ("云溪同辉阀门有限公司", "研发中心主任"), ("县气象局", "高级工程师"))),
    Sector(name="侨联和台联", size=7, committees=(LIAISON,),
           work=(("县侨联", "副主席"), ("县台联", "副会长"), ("云溪侨兴贸易有限公司", "董事长"),
                 ("云溪海峡茶文化交流中心", "主任"))),
    Sector(name="文化艺术和新闻界", size=11, committees=(CULTURE,),
           work=(("县文学艺术界联合会", "副主席 秘书长"), ("县融媒体中心", "副主任 首席记者"),
                 ("县博物馆", "馆长 副研究馆员"), ("云溪戏曲艺术团", "团长 一级演员"),
                 ("县书法家协会", "主席"), ("云溪竹刻工作室", "工艺美术师"))),
    Sector(name="经济界", size=17, committees=(ECONOMY, CITY),
           work=(("云溪农村商业银行", "副行长 行长"), ("县国有资产投资集团", "董事长 副总经理"),
                 ("县交通旅游投资公司", "总经理"), ("云溪经济开发区管委会", "副主任"),
                 ("县税务局", "总会计师"), *_FIRMS[:4])),
    Sector(name="农业和环境资源界", size=15, committees=(ECONOMY, CITY),
           work=(("云溪高山蔬菜专业合作社", "理事长"), ("云溪竹海林场", "场长 高级工程师"),
                 ("县农业农村局", "总农艺师"), ("石桥镇石桥村", "党支部书记"), ("枫林镇枫下村",
                                                                                "党支部书记"),
                 ("云溪稻香家庭农场", "农场主"), ("县林业局", "副局长"), ("县水文站", "站长"))),
    Sector(name="教育体育界", size=13, committees=(SCIENCE,),
           work=(("云溪中学", "校长 高级教师 副校长"), ("云溪县实验小学", "校长 高级教师"),
                 ("云溪县职业技术学校", "校长 高级讲师"), ("青岙镇中心小学", "校长"),
                 ("县少年儿童业余体校", "校长 高级教练"), ("县教育研究中心", "教研员"))),
    Sector(name="医药卫生界", size=13, committees=(SCIENCE, LAW),
           work=(("云溪县人民医院", "院长 副院长 主任医师 主任护师"), ("云溪县中医院",
                                                                       "院长 副主任中医师"),
                 ("白鹭镇中心卫生院", "院长"), ("县疾病预防控制中心", "主任"),
                 ("云溪百草堂药业有限公司", "总经理"))),
    Sector(name="民族宗教界", size=7, committees=(LAW,),
           work=(("兰岭畲族乡兰岭村", "村委会主任"), ("县佛教协会", "会长 副会长"), ("县基督教协会",
                                                                                     "会长"),
                 ("云溪畲乡彩带传习所", "负责人"), ("兰岭畲族乡中心小学", "教师"))),
    Sector(name="特邀人士", size=10, committees=COMMITTEES,
           work=(("县人民政府办公室", "二级调研员"), ("县消防救援大队", "政治教导员"),
                 ("县人民武装部", "副部长"), ("云溪县慈善总会", "副会长 秘书长"), ("石桥镇",
                                                                                   "人大主席"),
                 ("枫林镇", "党委副书记"))),
)  # fmt: skip

SECTOR_NAMES = tuple(sector.name for sector in SECTORS)
