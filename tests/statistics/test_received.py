"""What comes from below is told as briefly as it can be without mistaking one for another."""

from zxdesk.statistics.received import short_names

COUNTY, OTHER = "政协云溪县委员会", "政协双桥县委员会"


def test_committees_are_short_only_where_that_tells_them_apart() -> None:
    assert short_names([COUNTY, OTHER]) == ["云溪县", "双桥县"]
    assert short_names([COUNTY, "云溪县委员会"]) == [COUNTY, "云溪县委员会"]
