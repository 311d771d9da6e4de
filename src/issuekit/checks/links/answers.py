"""What servers answered, and the file in which it is kept so that they aren't asked on every run."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from issuekit.writing import write

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

DAY = 86_400.0
KEPT = 7 * DAY  # seconds for which a sure answer holds
KEPT_UNSURE = DAY  # ... and one that may be another tomorrow
VERSION = 1
LOWEST_ERROR = 400


class Trouble(StrEnum):
    """Why there is no answer by a number."""

    NONE = ""
    NO_SITE = "no-site"  # the name server knows no such site
    NO_NAME_SERVER = "no-name-server"
    TIME_OUT = "time-out"
    CONNECTION = "connection"
    CERTIFICATE = "certificate"
    PRIVATE = "private"  # leads into a private network, where nothing is asked
    REDIRECT = "redirect"  # leads on and on, or to another kind of address
    NOT_ASKED = "not-asked"  # the time for all questions was over


class Verdict(StrEnum):
    """What an answer means for a reader."""

    FINE = "fine"
    GONE = "gone"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Answer:
    """The last answer to a question after an address: ``status`` is HTTP's number, 0 where there was none."""

    status: int = 0
    trouble: Trouble = Trouble.NONE

    @property
    def verdict(self) -> Verdict:
        """Fine, gone, or nobody knows: many sites turn programs away, and none is always up."""
        if self.trouble is Trouble.NO_SITE or self.status in (404, 410):
            return Verdict.GONE
        if self.trouble is Trouble.NONE and 0 < self.status < LOWEST_ERROR:
            return Verdict.FINE
        return Verdict.UNSURE


def read_answers(path: Path, now: float) -> dict[str, Answer]:
    """The answers in the file that still hold; none where there is no such file, or it is damaged.

    ``now`` is in seconds since 1970.
    """
    return {address: answer for address, (answer, _) in _entries(path, now).items()}


def write_answers(path: Path, answers: Mapping[str, Answer], now: float) -> None:
    """Add answers to those that the file holds, and let go of those that don't hold any more.

    The file is replaced in one step; where it can't be written, the servers are asked again next time.
    """
    entries = _entries(path, now) | {address: (answer, now) for address, answer in answers.items()}
    kept = {
        address: (answer.status, answer.trouble.value, when)
        for address, (answer, when) in sorted(entries.items()) if answer.trouble is not Trouble.NOT_ASKED
    }
    text = json.dumps({"version": VERSION, "answers": kept}, ensure_ascii=False, indent=1)
    with suppress(OSError):
        write(path, text.encode(), lasting=False)


def _entries(path: Path, now: float) -> dict[str, tuple[Answer, float]]:
    """The answers in the file that still hold, each with the time when it was given."""
    found: dict[str, tuple[Answer, float]] = {}
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content["version"] != VERSION:
            return {}
        for address, (status, trouble, when) in content["answers"].items():
            answer = Answer(int(status), Trouble(trouble))
            if 0 <= now - when < (KEPT_UNSURE if answer.verdict is Verdict.UNSURE else KEPT):
                found[str(address)] = (answer, float(when))
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}  # what can't be read is asked again
    return found
