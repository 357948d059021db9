"""Parts 县农业农村局党组书记、局长 into the employer and the posts there."""

from functools import cache

from zxdesk.exchange import import_words, spelling


def part_posts(words: str) -> tuple[str, str] | None:
    """Give employer and posts; None where it cannot be told where the posts begin."""
    whole = spelling.one_line(words)
    begins, ends = _begins(), import_words.longest_first("posts", "ends")
    for place in range(1, len(whole)):
        before, after = whole[:place], whole[place:]
        parted = before.endswith((" ", "、", "，", ","))
        employer = before.rstrip(" 、，,")
        if employer and after.startswith(begins) and (parted or employer.endswith(ends)):
            return employer, after
    return None


@cache
def _begins() -> tuple[str, ...]:
    posts = import_words.longest_first("posts", "begins")
    return (*posts, *(f"常务{post}" for post in posts))
