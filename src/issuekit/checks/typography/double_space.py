r"""Two spaces in a row, or a tab, an odd space or an invisible character inside a text.

Why:
    They are typing slips, or come along when text is copied from a PDF or a web page. A doubled space prints as
    a hole; a soft hyphen or a zero-width space splits words for every search in the finished PDF.
Fail:
    The contracts for  transit of gas were signed.
Fail:
    events:
      - {date: 4 November, event: "A meeting on co\u00adoperation", points: +1}
Pass:
    The contracts for transit of gas were signed.
Fix:
    Leave one ordinary space, and delete what can't be seen. “check --fix” does it.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from issuekit.checks.patterns import lazily
from issuekit.checks.rule import Rule
from issuekit.checks.sheet import correction, sheet
from issuekit.diagnostics import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.checks.sheet import Spot
    from issuekit.indices.totals import ScoredIssue

RULE = Rule("IK531", "double-space", Severity.WARNING, __doc__)

SPACE = " \u00a0\u202f\u2009"  # the ordinary one, and those that bind or are narrow, which have their uses
WIDE = "\t\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u200a\u205f\u3000"
DOUBLE = lazily(
    rf"[{SPACE}{WIDE}][{SPACE}{WIDE}]+(?=\S)", 0, ("  ", *SPACE[1:], *WIDE),
)
ODD = lazily(rf"[{WIDE}](?=\S)(?<=\S.)", 0, tuple(WIDE))
UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff"
INVISIBLE = lazily(f"[{UNSEEN}]+", 0, tuple(UNSEEN))
JOINERS = "\u200c\u200d"  # at home in other scripts, and in emoji


def check(scored: ScoredIssue) -> Iterator[Finding]:
    """Every run of spaces, and every character that can't be seen."""
    page = sheet(scored)
    for match, spot in page.find(DOUBLE):
        if spot.start and spot.on_one_line:  # spaces at the end of a line are none in print
            yield _doubled(match[0], spot)
    for match, spot in page.find(ODD):
        yield RULE.at(
            spot.span, f"{_named(match[0])} stands here for a space", "type an ordinary space",
            fix=correction("put an ordinary space in its place", spot.becomes(" ")),
        )
    for match, spot in page.find(INVISIBLE):
        around = page.text[match.start() - 1 : match.start()] + page.text[match.end() : match.end() + 1]
        if match[0].strip(JOINERS) or around.isascii():
            yield RULE.at(
                spot.span, f"{_named(match[0][0])} stands here, which can't be seen", "delete it",
                fix=correction("delete it", spot.becomes("")),
            )


def _doubled(spaces: str, spot: Spot) -> Finding:
    # What is left over is the space that binds, if there is one among them.
    kept = next((space for space in spaces if space in SPACE[1:]), " ")
    surplus = spot.part(1, len(spaces)).becomes("") if spaces[0] == kept else spot.becomes(kept)
    words = {2: "two spaces stand", 3: "three spaces stand"}.get(len(spaces), f"{len(spaces)} spaces stand")
    return RULE.at(spot.span, f"{words} in a row", "leave one", fix=correction("leave one space", surplus))


def _named(character: str) -> str:
    """``U+00AD SOFT HYPHEN``, or what a control character such as the tab is called."""
    name = "TAB" if character == "\t" else unicodedata.name(character, "a character without a name")
    return f"U+{ord(character):04X} {name}"
