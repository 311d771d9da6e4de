"""Where the sentences of a passage begin and end: near enough to tell what a date is said of."""

from __future__ import annotations

from issuekit.checks.patterns import lazily, plainly

# The end of a sentence: its mark, closing quotes and brackets, a space, and something that begins another.
# Over a text with plain marks.
END = lazily(r"[.!?][\"')\]]*\s+(?=[\"'(\[]*[^\W_a-zß-ÿ])")
# A full stop that belongs to its word: initials, U.S., and shortened words that a name or number follows.
SHORTENED = lazily(
    r"(?:^|[\s(“‘])(?:[^\W\d_]|(?:[^\W\d_]\.)+[^\W\d_]|Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Maj|Capt|Sgt|Adm|Sen|Rep|Gov|St|No|Nos|"
    r"Fig|Art|vs|cf|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.$",
)
REACH = 600  # characters to each side of a place; no sentence that says something is longer


def sentences(plain: str) -> list[tuple[int, int]]:
    """Beginning and end of every sentence, in order; together they cover the text."""
    found: list[tuple[int, int]] = []
    start = 0
    for match in END.finditer(plainly(plain)):
        if SHORTENED.search(plain, max(0, match.start() - 12), match.start() + 1):
            continue
        found.append((start, match.end()))
        start = match.end()
    if start < len(plain):
        found.append((start, len(plain)))
    return found


def sentence_at(plain: str, position: int) -> tuple[int, int]:
    """Beginning and end of the sentence that a position is in, looked for as far as :data:`REACH`."""
    offset = max(0, position - REACH)
    window = plain[offset : position + REACH]
    places = ((offset + start, offset + end) for start, end in sentences(window))
    return next((place for place in places if position < place[1]), (offset, offset + len(window)))
