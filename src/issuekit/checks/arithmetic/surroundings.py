"""What stands around the digits of a number, looked up word by word: hedges and currencies, scale words and units."""

from __future__ import annotations

from issuekit.checks.arithmetic.quantity import Hedge
from issuekit.checks.patterns import lazily
from issuekit.frozen import dataclass
from issuekit.model.when import MONTHS

SCALES = {
    "thousand": 10**3, "million": 10**6, "mln": 10**6, "mn": 10**6, "billion": 10**9, "bln": 10**9, "bn": 10**9,
    "trillion": 10**12,
}
GLUED_SCALES = frozenset(("mln", "bln", "mn", "bn"))
GLUED_UNITS = frozenset(("km", "kg", "mm", "cm", "m", "ha", "h", "kW", "MW", "GW", "kWh", "MWh", "GWh", "TWh"))
# Units as printed, and as they are compared.
_SAME = {
    "km": ("kilometer", "kilometre"), "m": ("meter", "metre"), "cm": ("centimeter", "centimetre"),
    "mm": ("millimeter", "millimetre"), "kg": ("kilogram",), "tonne": ("tonne",), "liter": ("liter", "litre"),
    "ruble": ("ruble", "rouble"),
}
_PLAIN = frozenset((
    "ton", "gram", "barrel", "gallon", "hectare", "acre", "mile", "kilowatt", "megawatt", "gigawatt", "hour",
    "minute", "second", "day", "week", "month", "year", "decade", "dollar", "euro", "hryvnia", "yuan",
    "pound", "degree", "time",
))
UNITS = (
    {form + ending: unit for unit, forms in _SAME.items() for form in forms for ending in ("", "s")}
    | {unit + ending: unit for unit in _PLAIN for ending in ("", "s")}
    | {unit: unit.lower() for unit in GLUED_UNITS}
    | {"feet": "foot", "zloty": "zloty", "zlotys": "zloty", "fold": "fold"}
)
_LENGTHS = frozenset(("km", "m", "cm", "foot", "mile"))
CURRENCIES = frozenset((
    "USD", "EUR", "GBP", "PLN", "RMB", "CNY", "RUB", "BYN", "BYR", "UAH", "CHF", "SEK", "NOK", "DKK", "CZK",
    "JPY", "CAD", "AUD", "TRY", "KZT", "INR",
))
SYMBOLS = frozenset("$€£¥₽₴")
HEDGES = {
    Hedge.OVER: ("more than", "over", "above", "in excess of", "upward of", "upwards of", "beyond", "exceeding"),
    Hedge.UNDER: (
        "almost", "nearly", "close to", "just under", "under", "below", "less than", "fewer than", "not quite",
    ),
    Hedge.ABOUT: ("about", "around", "some", "approximately", "roughly", "circa", "ca.", "an estimated"),
    Hedge.LEAST: ("at least", "no less than", "no fewer than", "not less than", "a minimum of", "minimum"),
    Hedge.MOST: ("up to", "at most", "no more than", "not more than", "as much as", "a maximum of", "at the most"),
}
_HEDGE_OF = {tuple(words.split()): hedge for hedge, phrases in HEDGES.items() for words in phrases}
_HEDGE_ENDS = frozenset(words[-1] for words in _HEDGE_OF)
_LONGEST = max(map(len, _HEDGE_OF))
# “Handed over four” and “added up to 1,000” hedge nothing.
_NO_HEDGE = frozenset(("hand", "handed", "take", "taken", "took", "turned", "passed", "add", "adds", "added"))
MONTHS_AS_PRINTED = frozenset((*MONTHS, *(f"{month[:3]}." for month in MONTHS), "Sept."))
LABELS = frozenset((
    "table", "tables", "fig", "fig.", "figs.", "figure", "figures", "chart", "charts", "appendix",
    "appendices", "annex", "section", "sections", "chapter", "chapters", "part", "parts", "no", "no.", "nos",
    "nos.", "issue", "issues", "page", "pages", "p.", "pp.", "paragraph", "paragraphs", "article", "articles",
    "item", "items", "note", "notes", "footnote", "phase", "phases", "stage", "stages", "resolution",
    "resolutions", "version", "№",
))
YEAR_BEFORE = frozenset((
    "in", "of", "since", "year", "from", "by", "until", "till", "before", "after", "during", "early", "late",
    "mid", "to",
))
PRONOUN_BEFORE = frozenset((
    "no", "any", "some", "every", "each", "this", "that", "the", "which", "another", "other", "only", "as",
    "not",
))
PRONOUN_AFTER = frozenset((
    "of", "another", "that", "which", "who", "is", "was", "can", "should", "may", "might", "must", "could",
    "would", "has", "does", "by", "and",
))
_REACH = 40  # characters before a number in which its hedge is looked for
_WORD = lazily(r"[^\W\d_]+\.?")


@dataclass(frozen=True, slots=True)
class Dressing:
    """Per cent sign, scale word and unit after a number; ``end`` is where they end."""

    end: int
    scale: int = 1
    unit: str = ""
    percent: bool = False
    points: bool = False


@dataclass(frozen=True, slots=True)
class Hedging:
    """Hedge and currency before a number; ``start`` is where they begin."""

    start: int
    hedge: Hedge
    currency: str


def word_before(plain: str, start: int) -> str:
    """The word before a place, without brackets or quotes that open before it; empty where no space parts them."""
    if not plain[start - 1:start].isspace():
        return ""
    words = plain[max(0, start - _REACH):start].split()
    return words[-1].lstrip('([“"‘') if words else ""


def word_after(plain: str, end: int, parted: str = "") -> str:
    """The word after a place and one space (or ``parted``); empty where something else follows."""
    separator = plain[end:end + 1]
    if (separator != parted) if parted else not separator.isspace():
        return ""
    match = _WORD.match(plain, end + 1)
    if match is None:
        return ""
    word = match.group()
    return word if word in MONTHS_AS_PRINTED else word.rstrip(".")


def begins_sentence(plain: str, start: int) -> bool:
    """Whether a word that begins here is the first of a sentence, a quotation or a bracket."""
    before = plain[max(0, start - _REACH):start]
    stripped = before.rstrip()
    if not stripped:
        return True
    if before == stripped:
        return stripped[-1] in '“"(‘'
    tail = stripped.rstrip("'\"”’)")
    return tail[-1:] in (".", "!", "?", ":", "…") or stripped[-1] in "-–—•"


def is_name(plain: str, start: int) -> bool:
    """Whether the word before a number is a name that the number belongs to: ``Resolution 2202``, ``Boeing 737``."""
    word = word_before(plain, start)
    if not word[:1].isupper() or not (word[-1].isalnum() or word[-1] in "’'"):
        return False
    place = plain.rfind(word, 0, start)
    return not begins_sentence(plain, place)


def hedging(plain: str, start: int) -> Hedging | None:
    """Hedge and currency right before a number; None where there are none."""
    place, currency = start, ""
    previous = plain[start - 1:start]
    if previous in SYMBOLS:
        place -= 1
        while plain[place - 1:place].isupper():
            place -= 1
        currency = plain[place:start]
    elif not previous.isspace():
        return None
    words = plain[max(0, place - _REACH):place].split()
    if words and not currency and words[-1] in CURRENCIES:
        currency = words.pop()
        place = plain.rfind(currency, 0, place)
    hedge, count = _hedge(words)
    for word in reversed(words[len(words) - count:]):
        place = plain.rfind(word, 0, place)
    return Hedging(place, hedge, currency) if hedge or currency else None


def _hedge(words: list[str]) -> tuple[Hedge, int]:
    """The hedge that words end in, and how many of them it takes."""
    if not words or words[-1].lower() not in _HEDGE_ENDS:
        return Hedge.NONE, 0
    lower = [word.lower().lstrip('([“"') for word in words[-_LONGEST - 1:]]
    for count in range(min(_LONGEST, len(lower)), 0, -1):
        hedge = _HEDGE_OF.get(tuple(lower[-count:]))
        if hedge is not None and not (len(lower) > count and lower[-count - 1] in _NO_HEDGE):
            return hedge, count
    return Hedge.NONE, 0


def dressing(plain: str, end: int) -> Dressing | None:
    """Per cent sign, scale word and unit right after a number; None where there are none."""
    following = plain[end:end + 1]
    if following == "%":
        return Dressing(end + 1, percent=True)
    if following.isspace() or following == "-":
        return _parted(plain, end, following)
    if not following.isalpha():
        return None
    match = _WORD.match(plain, end)
    word = match.group().rstrip(".") if match else ""
    after = end + len(word)
    if word in GLUED_SCALES:
        unit, after = _unit(plain, after)
        return Dressing(after, SCALES[word], unit)
    return Dressing(after, unit=UNITS[word]) if word in GLUED_UNITS else None


def _parted(plain: str, end: int, separator: str) -> Dressing | None:
    if plain[end + 1:end + 2] == "%":
        return Dressing(end + 2, percent=True)
    word = word_after(plain, end, separator if separator == "-" else "")
    after = end + 1 + len(word)
    if word in ("percent", "percents") or (word == "per" and word_after(plain, after) in ("cent", "cents")):
        return Dressing(after if word != "per" else plain.index("cent", after) + len("cent"), percent=True)
    if word in ("percentage", "pp"):
        point = word_after(plain, after) or word_after(plain, after, "-")
        return Dressing(after + (1 + len(point) if point.startswith("point") else 0), points=True)
    if separator == "-":
        return Dressing(after, unit="fold") if word == "fold" else None
    if word in SCALES:
        unit, after = _unit(plain, after)
        return Dressing(after, SCALES[word], unit)
    unit, after = _unit(plain, end)
    return Dressing(after, unit=unit) if unit else None


def _unit(plain: str, end: int) -> tuple[str, int]:
    """The unit after a place, and where it ends; nothing, and the place itself, where there is none."""
    word = word_after(plain, end)
    after = end + 1 + len(word)
    if word in ("square", "cubic", "sq", "cu"):
        length = word_after(plain, after)
        unit = UNITS.get(length, "")
        return (f"{word[:2]} {unit}", after + 1 + len(length)) if unit in _LENGTHS else ("", end)
    unit = UNITS.get(word, "")
    return (unit, after) if unit else ("", end)
