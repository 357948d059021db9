from tests.papers.paper_samples import COMMITTEE, SAMPLES, official
from zxdesk.papers.name_cards import NameCardsContent
from zxdesk.papers.proof import unprintable


def test_a_missing_glyph_is_told_with_its_person_before_printing() -> None:
    content = NameCardsContent(committee=COMMITTEE, names=("程立言", "王😀"))
    (missing,) = unprintable(content, bundled_fonts=True)
    assert (missing.character, missing.words) == ("😀", "王😀")
    assert str(missing) == "「王😀」中的“😀”"
    assert unprintable(SAMPLES["会议纪要"](), bundled_fonts=True) == ()
    long = official(text="政" * 300 + "😀" + "协" * 300)
    assert "😀" in unprintable(long, bundled_fonts=True)[0].words
