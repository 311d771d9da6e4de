"""Whether the host of a web address can be one."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from issuekit.checks.links.fault import COPY, WHOLE, Fault, shortened
from issuekit.checks.patterns import lazily
from issuekit.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

AUTHORITY = lazily(r"(?i)https?://([^/?#]*)")
ASCII_HOST = lazily(r"[A-Za-z0-9._-]+")
PORT = lazily(r"[0-9]{1,5}")
NUMBERS = lazily(r"\d{1,3}(?:\.\d{1,3}){3}")
LONGEST_LABEL = 63
LONGEST_HOST = 253
# What ends a file's name, and is no top-level domain.
FILE_ENDINGS = frozenset((
    "html", "htm", "php", "asp", "aspx", "jsp", "pdf", "doc", "docx", "xls", "xlsx", "jpg", "jpeg", "png",
))


def host_fault(address: str) -> Fault | None:
    """The first fault of the host and port, or None. The address begins with ``http://`` or ``https://``."""
    match = AUTHORITY.match(address)
    if match is None:
        return None
    whole, start, end = match[1], match.start(1), match.end(1)
    if "@" in whole:
        return Fault(
            f"“{shortened(whole)}” has an @ where the name of a site belongs",
            "write mailto: before a letter box, and only the site's name behind https://", start, end,
            f"mailto:{whole}" if address[end:] in ("", "/") else "",
        )
    host, colon, port = whole.partition(":")
    if not host:
        return Fault("the address names no site", WHOLE, 0, end)
    if colon and not PORT.fullmatch(port):
        hint = "delete it, or put a slash where the colon stands"
        return Fault(f"“:{shortened(port)}” behind the site's name is no port", hint, start + len(host), end)
    fault = next(_faults(host), None)
    if fault is None:
        return None
    last = len(host) if fault.end is None else fault.end
    better = fault.better and address[:start] + fault.better + address[start + len(host) :]
    return replace(fault, start=start + fault.start, end=start + last, better=better)


def _faults(host: str) -> Iterator[Fault]:
    """Faults whose places, and whose better form, are the host's own."""
    if not ASCII_HOST.fullmatch(host):
        yield from _unusual(host)
        return
    labels = host.removesuffix(".").split(".")
    if "" in labels:
        spot = max(host.find(".."), 0)
        better = re.sub(r"\.{2,}", ".", host).strip(".")
        yield Fault(f"“{host}” has a dot too many", "delete one of the dots", spot, spot + 2, better)
    if len(labels) == 1:
        yield Fault(f"“{shortened(host)}” is no site: its name has no dot", WHOLE)
    for label in labels:
        if label.startswith("-") or label.endswith("-") or len(label) > LONGEST_LABEL or len(host) > LONGEST_HOST:
            spot = host.find(label)
            yield Fault(f"“{shortened(label)}” can't be part of a site's name", COPY, spot, spot + len(label))
    if NUMBERS.fullmatch(host):
        yield from _numbers(host)
    else:
        yield from _ends(host, labels)


def _ends(host: str, labels: list[str]) -> Iterator[Fault]:
    """Faults of the first and the last part of a host's name."""
    first, last = labels[0].lower(), labels[-1].lower()
    if not (last.isalpha() and len(last) > 1) and not last.startswith("xn--"):
        yield Fault(f"no site's name ends in “.{last}”", COPY, host.lower().rfind(last))
    elif last in FILE_ENDINGS:
        yield Fault(f"“{host}” is the name of a file, not of a site", WHOLE)
    elif first.startswith("ww") and not first.strip("w") and first != "www":
        yield Fault(f"“{first}.” looks like a typing slip for “www.”", "write www., or leave it out", 0, len(first),
                    f"www{host[len(first) :]}", Severity.WARNING)
    elif first == "www" and len(labels) < len(("www", "example", "org")):
        yield Fault(f"“{host}” has no ending such as .org behind the site's name", COPY, severity=Severity.WARNING)


def _numbers(host: str) -> Iterator[Fault]:
    from ipaddress import AddressValueError, IPv4Address  # noqa: PLC0415 - hardly any address is a number

    try:
        reachable = IPv4Address(host).is_global
    except AddressValueError:
        yield Fault(f"“{host}” is no address of a computer", "write the site's name")
        return
    if not reachable:
        yield Fault(f"“{host}” is a computer of a private network, which readers can't reach",
                    "give the address under which the page is public")


def _unusual(host: str) -> Iterator[Fault]:
    """Faults of a host that has other characters than letters of English, digits, dots and hyphens."""
    for place, character in enumerate(host):
        if character.isascii() and not ASCII_HOST.fullmatch(character):
            better = host[:place] + "." + host[place + 1 :] if character in ",;" else ""
            yield Fault(f"“{character}” can't stand in the name of a site", "write a dot" if better else COPY,
                        place, place + 1, better)
            return
    position = 0
    for label in host.split("."):
        alphabets = {unicodedata.name(letter, "?").split()[0] for letter in label if letter.isalpha()}
        if "LATIN" in alphabets and alphabets & {"CYRILLIC", "GREEK"}:
            yield Fault(f"“{shortened(label)}” mixes letters of two alphabets that look alike",
                        "type the site's name anew in one alphabet", position, position + len(label))
            return
        position += len(label) + 1
    try:
        host.encode("idna")
    except UnicodeError:
        yield Fault(f"“{shortened(host)}” can't be the name of a site", COPY)
