"""Every address that the issue's links lead to, with its place, and what makes two of them the same.

Found once for an issue, however many rules ask.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from issuekit.checks.patterns import lazily
from issuekit.diagnostics import Edit, Fix
from issuekit.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.diagnostics import Span
    from issuekit.indices.totals import ScoredIssue
    from issuekit.model.prose import Link, Prose
    from issuekit.model.source import Text

PARTS = lazily(r"(?i)(https?)://([^/?#]*)([^?#]*)(\?[^#]*)?(#.*)?", re.DOTALL)
SEPARATOR = lazily(r"(&amp;|&)")

# Parameters that say who sent the reader, and never which page to show: by name, by beginning and by end.
TRACKING = frozenset((
    "msclkid", "gclsrc", "gbraid", "wbraid", "_openstat", "mc_cid", "mc_eid", "igsh", "igshid", "mkt_tok",
    "_hsenc", "_hsmi", "hsctatracking", "vero_id", "oly_enc_id", "oly_anon_id", "fb_ref", "fb_source",
    "fb_action_ids", "fb_action_types", "ref_src", "guccounter", "guce_referrer", "guce_referrer_sig", "_ga",
    "_gl", "at_medium", "at_campaign", "xtor", "wt_mc", "wt_zmc", "cmpid", "__twitter_impression", "li_fat_id",
    "ns_campaign", "ns_mchannel", "ns_source",
))
TRACKING_BEGINS = ("utm_", "pk_", "mtm_", "matomo_", "piwik_", "at_custom")
TRACKING_ENDS = "clid"  # fbclid, gclid, yclid, dclid and whatever comes next


@dataclass(frozen=True, slots=True)
class Address:
    """Where a link leads. ``raw`` is the address as it stands in the text, with Markdown's escapes if it has
    any; ``start`` is its index there. An address that the text gives elsewhere, by a reference, is not
    ``at_hand``: then ``raw`` is the whole link.
    """

    prose: Prose
    link: Link
    raw: str
    start: int
    at_hand: bool = True
    chapter: str = ""  # the chapter that the text is of; empty for the letter

    @property
    def target(self) -> str:
        """The address as the link leads there."""
        return self.link.target

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """The place in the file of the address's characters from ``start`` up to ``end``.

        An address with escapes, whose characters can't be told one by one, has one place for all.
        """
        if self.raw != self.target or not self.at_hand:
            start, end = 0, None
        last = self.start + (len(self.raw) if end is None else end)
        return self.prose.text.span(self.start + start, last)


@lru_cache(maxsize=4)
def addresses(scored: ScoredIssue) -> tuple[Address, ...]:
    """The addresses of all links and pictures, in reading order."""
    issue = scored.issue
    found = list(_of(issue.letter, ""))
    for chapter in issue.chapters:
        for prose in chapter.all_prose():
            if prose.links:
                found += _of(prose, chapter.id)
    return tuple(found)


def _of(prose: Prose, chapter: str) -> Iterator[Address]:
    value = prose.text.value
    for link in prose.links:
        found = _beside(value, link) or _defined(value, link)
        if found is None:
            yield Address(prose, link, value[link.start : link.end], link.start, at_hand=False, chapter=chapter)
        else:
            yield Address(prose, link, value[found[0] : found[1]], found[0], chapter=chapter)


def _beside(value: str, link: Link) -> tuple[int, int] | None:
    """Where the address of ``[words](address)`` or ``<address>`` begins and ends."""
    if value[link.start] == "<":
        return link.start + 1, link.end - 1
    last = None
    position = value.find("](", link.start, link.end)
    while position >= 0:
        start = position + 2
        while start < link.end - 1 and value[start] in " \t\r\n<":
            start += 1
        if value.startswith(link.target, start):
            return start, start + len(link.target)
        last = start
        position = value.find("](", position + 1, link.end)
    if last is None:
        return None
    # Escapes stand in the address; it ends where its title begins, or at the closing parenthesis.
    end = next((place for place in range(last, link.end - 1) if value[place] in " \t\n>"), link.end - 1)
    return last, end


def _defined(value: str, link: Link) -> tuple[int, int] | None:
    """Where the address of ``[words][1]`` stands, in a line such as ``[1]: address``."""
    if not link.target:
        return None
    match = re.search(rf"\]:[ \t]*\n?[ \t]*<?({re.escape(link.target)})", value)
    return None if match is None else match.span(1)


def fix_in(text: Text, start: int, end: int, better: str, description: str, *, safe: bool) -> Fix | None:
    """The correction that puts ``better`` for ``text.value[start:end]``; None where the file holds these
    characters in another form, so that they can't be exchanged blindly.
    """
    source = text.place.source
    first, last = text.offset(start), text.offset(end - 1) + 1 if end > start else text.offset(start)
    if source.text[first:last] != text.value[start:end]:
        return None
    return Fix(description, (Edit(source.span(first, last), better),), safe)


def host_of(address: str) -> str:
    """The host of a web address in small letters, without port; empty for other addresses."""
    match = PARTS.fullmatch(address)
    return "" if match is None else match[2].rpartition("@")[2].partition(":")[0].lower()


def without_www(host: str) -> str:
    """The host as readers name it."""
    return host.removeprefix("www.")


def same_page(address: str) -> tuple[str, str] | None:
    """The page that a web address leads to, however it is written, and the spot on it (empty for the page as a
    whole). None for what is no web address.
    """
    match = PARTS.fullmatch(address)
    if match is None:
        return None
    host = without_www(match[2].lower()).removesuffix(":80").removesuffix(":443")
    kept = [piece for piece in (match[4] or "?")[1:].split("&") if piece and not tracks(piece)]
    spot = (match[5] or "#")[1:]
    return host + match[3].rstrip("/") + "?" + "&".join(kept), "" if spot.startswith(":~:") else spot


def tracks(parameter: str) -> bool:
    """Whether ``name=value`` of a query only follows the reader."""
    name = parameter.partition("=")[0].lower()
    click = name.endswith(TRACKING_ENDS) and name != TRACKING_ENDS
    return click or name in TRACKING or name.startswith(TRACKING_BEGINS)
