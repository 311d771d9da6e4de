"""What is wrong with an address, as far as its characters tell; no server is asked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from issuekit.checks.links.fault import COPY, WHOLE, Fault, shortened
from issuekit.checks.links.hosts import AUTHORITY, host_fault
from issuekit.checks.patterns import lazily
from issuekit.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Callable

DRIVE = lazily(r"[A-Za-z]:(?:\\|/(?!/))|\\\\\w|file:", re.IGNORECASE, ("\\", ":/", "file:"))
# White space, and characters that no eye sees: joiners, soft hyphens, byte order marks.
BLANK = lazily(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]+")
WEB = lazily(r"(?i)https?://(?!/)")
SLASHES = lazily(r"(?i)(https?):([/\\]*)")
NEXT_ADDRESS = lazily(r"(?i)https?:?[/\\]{1,2}|www\.")
DOUBLED = lazily(r"(?i)https?:[/\\]*(?=https?:?[/\\])")
MISSPELLED = lazily(r"(?i)[htps]{3,7}[:;.,]{0,2}[/\\]{1,3}|[htps]{3,7}[:;]")
SCHEME = lazily(r"[A-Za-z][A-Za-z0-9+-]*:")
SITE = lazily(r"(?:[^\W_][\w-]*\.)+[^\W\d_]{2,}(?=[:/?#]|$)")
LETTER_BOX = lazily(r"[^@\s/:]+@[^@\s/]+\.[^@\s/.]+")
FORBIDDEN = lazily(r'[<>"]', 0, ("<", ">", '"'))
CUT_PERCENT = lazily(r"%(?![0-9A-Fa-f]{2})", 0, "%")
PERCENTS = lazily(r"(?:%[0-9A-Fa-f]{2})+$", 0, "%")
TAIL = lazily(r"(?:%20|%C2%A0|%E2%80%9[89CD]|[.,;:!…\"'»«„“”‘’*|])+$", re.IGNORECASE)
CUT_OFF = lazily(r"…|\.{3}$")
FILE_NAME = lazily(r"[/.](?:\w{2,5})?$")
ABBREVIATED = lazily(r"(?:^|[\W_])[A-Z]\w{0,4}\.$")
SENTENCE = 3  # words of which no address consists
LONGEST = 2_000  # characters of an address that every browser opens


def fault_of(address: str) -> Fault | None:
    """What is wrong with an address that should lead out of the issue, or None. The gravest fault only."""
    for look in LOOKS:
        fault = look(address)
        if fault is not None:
            return fault
    return None


def _size(address: str) -> Fault | None:
    if not address.strip():
        return Fault("the link leads nowhere", WHOLE)
    if len(address) > LONGEST:
        return Fault(f"“{shortened(address)}” has {len(address):,} characters: no address is as long", COPY)
    return None


def _drive(address: str) -> Fault | None:
    if not DRIVE.match(address):
        return None
    second = NEXT_ADDRESS.search(address)
    also = ", with a web address behind it" if second else ""
    return Fault(
        f"“{shortened(address)}” is a file on somebody's computer{also}",
        "give the address under which the page or document is public",
    )


def _blank(address: str) -> Fault | None:
    blank = BLANK.search(address.strip())
    if blank is None:
        return None
    words = address.split()
    second = NEXT_ADDRESS.search(address, blank.end())
    if second and second.start() > 0 and (WEB.match(address) or SITE.match(address)):
        return _two_addresses(address, second.start())
    begin = AUTHORITY.match(address)
    if len(words) >= SENTENCE and not (begin and "." in words[0][begin.start(1) :]):
        return Fault(f"“{shortened(address)}” is a sentence, not an address", "put the address in its place")
    what = "a space" if blank[0].isspace() else "an invisible character"
    better = "" if "\n" in blank[0] else BLANK.sub("%20" if blank[0].isspace() else "", address.strip())
    return Fault(
        f"there is {what} in the address", f"{COPY}; a space that belongs to it is written %20",
        *blank.span(), better=better,
    )


def _two_addresses(address: str, second: int) -> Fault:
    return Fault(
        f"two addresses are pasted into one: a second begins with “{shortened(address[second : second + 40])}”",
        "keep one of them", second,
    )


def _doubled(address: str) -> Fault | None:
    match = DOUBLED.match(address)
    if match is None:
        return None
    return Fault(f"the address begins twice: “{match[0]}” stands before another", f"delete “{match[0]}”",
                 0, match.end(), address[match.end() :])


def _glued(address: str) -> Fault | None:
    """A second address behind the first. Services that take an address into theirs have it behind / or =."""
    first = AUTHORITY.match(address)
    for match in NEXT_ADDRESS.finditer(address, 8):
        before = address[match.start() - 1]
        whole = ":" in match[0]
        if whole and before == "/" and first is not None:
            second = AUTHORITY.match(address, match.start())
            if second is not None and second[1] == first[1]:
                return _two_addresses(address, match.start())
        if before in ",;|" or (whole and before.isalnum()):
            return _two_addresses(address, match.start())
    return None


def _backslash(address: str) -> Fault | None:
    place = address.find("\\")
    if place < 0:
        return None
    better = re.sub(r"^(?i:(https?)):/*", r"\1://", address.replace("\\", "/"))
    return Fault("there is a backslash in the address", "write / instead", place, place + 1, better)


def _scheme(address: str) -> Fault | None:
    if WEB.match(address):
        return None
    if address.lower().startswith("mailto:"):
        box = address[7:].partition("?")[0]
        if LETTER_BOX.fullmatch(box):
            return None
        return Fault(f"“{shortened(box)}” is no letter box", "write mailto:name@example.org", 7)
    slashes = SLASHES.match(address)
    if slashes is not None:
        return Fault(f"an address begins with {slashes[1].lower()}://, not with “{slashes[0]}”", "mend the beginning",
                     0, slashes.end(), f"{slashes[1]}://{address[slashes.end() :]}")
    return _no_scheme(address)


def _no_scheme(address: str) -> Fault:
    """What to say of an address that begins with neither http nor https nor mailto."""
    slip = MISSPELLED.match(address)
    if slip is not None:
        return Fault(f"“{slip[0]}” is a typing slip for https://", "mend the beginning", 0, slip.end(),
                     "http" + "s" * ("s" in slip[0].lower()) + "://" + address[slip.end() :])
    if LETTER_BOX.fullmatch(address):
        return Fault(f"“{address}” is a letter box, and no link without mailto:", "write mailto: before it",
                     better=f"mailto:{address}")
    if SITE.match(address.removeprefix("//")) or address.lower().startswith("www"):
        return Fault("the address has no https:// before the site's name", "write https:// before it",
                     better="https://" + address.removeprefix("//"))
    scheme = SCHEME.match(address)
    if scheme is not None:
        return Fault(f"“{scheme[0]}” opens nothing for a reader: a link leads to the web or to a letter box",
                     "give an address that begins with https://, http:// or mailto:", 0, scheme.end())
    return Fault(f"“{shortened(address)}” is no address", WHOLE)


def _characters(address: str) -> Fault | None:
    tail = TAIL.search(address)
    match = FORBIDDEN.search(address, 0, tail.start() if tail else len(address))
    if match is None:
        return None
    return Fault(f"the character {match[0]} can't stand in an address", COPY, *match.span())


def _brackets(address: str) -> Fault | None:
    for opening, closing in ("()", "[]"):
        surplus = address.count(opening) - address.count(closing)
        if not surplus:
            continue
        place = address.find(opening) if surplus > 0 else address.rfind(closing)
        better = address[:-1] if surplus < 0 and address.endswith(closing) else ""
        odd = opening if surplus > 0 else closing
        return Fault(f"the address has a {odd} without its partner", COPY, place, place + 1, better)
    return None


def _percent(address: str) -> Fault | None:
    match = CUT_PERCENT.search(address)
    if match is not None:
        return Fault("the address is cut in the middle of a %-sign and its two digits", COPY, match.start(),
                     min(match.start() + 3, len(address)))
    last = PERCENTS.search(address)
    if last is None:
        return None
    data = bytes.fromhex(last[0].replace("%", ""))
    try:
        data.decode()
    except UnicodeDecodeError as error:
        # Cut off in the middle of a letter; an address in another encoding has no whole letters before it.
        if error.reason == "unexpected end of data" and error.start > 1 and not data[: error.start].isascii():
            return Fault("the address is cut off in the middle of a letter", COPY, last.start() + 3 * error.start)
    return None


def _tail(address: str) -> Fault | None:
    match = TAIL.search(address)
    if match is None:
        if address.endswith(("&", "?")):
            return Fault(f"the address ends in an idle “{address[-1]}”", f"delete the {address[-1]}", len(address) - 1,
                         better=address[:-1], severity=Severity.NOTE)
        return None
    tail, better = match[0], address[: match.start()]
    cut = CUT_OFF.search(tail)
    if cut is not None:
        return Fault(f"the address is cut off: it ends in “{tail}”", COPY, match.start())
    sure = not set(tail) <= set(".!'’*") or bool(FILE_NAME.search(better)) or bool(AUTHORITY.fullmatch(better))
    if not sure and (ABBREVIATED.search(address) or tail == "'"):
        return None
    return Fault(
        f"the address ends in “{tail}”, which belongs to the sentence", "take it out of the address", match.start(),
        better=better, severity=Severity.ERROR if sure else Severity.WARNING,
    )


LOOKS: tuple[Callable[[str], Fault | None], ...] = (
    _size, _drive, _blank, _doubled, _glued, _backslash, _scheme, host_fault, _characters, _brackets, _percent, _tail,
)
