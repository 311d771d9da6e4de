"""A page that a link leads to isn't there. Asked only with “check --online”.

Why:
    Pages move and sites close, sometimes before the issue is printed. A reader who follows a link to an empty
    page can't know that there ever was a source.
Fail:
    The ministry [said so](https://example.org/a/page/that/was/deleted).
Pass:
    The ministry [said so](https://example.org/).
Fix:
    Look for the page's new address, or link a copy of it in a web archive. “Unverified” says that the site turned
    the program away, or took too long to answer: open such a link yourself.
"""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from issuekit.checks.links.addresses import Address, addresses, host_of
from issuekit.checks.links.answers import Answer, Trouble, Verdict, read_answers, write_answers
from issuekit.checks.links.fault import shortened
from issuekit.checks.links.syntax import fault_of
from issuekit.checks.rule import Rule
from issuekit.diagnostics import Finding, Related, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from issuekit.indices.totals import ScoredIssue

RULE = Rule("IK411", "unreachable", Severity.WARNING, __doc__)

WORKERS = 8  # hosts that are asked at the same time
LONGEST = 900.0  # seconds after which no further question is asked
FEWEST_HOSTS = 3  # of which none can be found before the network is thought to be at fault
REASONS = {
    Trouble.NO_NAME_SERVER: "its name can't be looked up at the moment",
    Trouble.TIME_OUT: "it took too long to answer",
    Trouble.CONNECTION: "no connection came about",
    Trouble.CERTIFICATE: "its certificate isn't valid",
    Trouble.PRIVATE: "it is a computer of a private network, which is not asked",
    Trouble.REDIRECT: "it leads on and on, or to another kind of address",
    Trouble.NOT_ASKED: "the time for all questions was over",
}


def check_online(
    scored: ScoredIssue, cache: Path, fetch: Callable[[str], Answer] | None = None, *,
    now: Callable[[], float] = time.time, workers: int = WORKERS,
) -> list[Finding]:
    """Ask the servers of all links, and say which pages aren't there.

    ``cache`` is the file in which answers are kept (``build/links.json`` of the workspace); those in it that
    still hold aren't asked for again. ``fetch`` asks for one address; by default a
    :class:`~issuekit.checks.links.visitor.Visitor` does.
    """
    places: dict[str, list[Address]] = {}
    for address in addresses(scored):
        page = address.target.partition("#")[0]
        if not address.link.image and host_of(page) and _can_be_asked(page):
            places.setdefault(page, []).append(address)
    answers = {page: answer for page, answer in read_answers(cache, now()).items() if page in places}
    open_questions = [page for page in places if page not in answers]
    if open_questions:
        if fetch is None:
            from issuekit.checks.links.visitor import Visitor  # noqa: PLC0415 - loads the network's libraries

            fetch = Visitor()
        new = _ask_all(open_questions, fetch, workers)
        write_answers(cache, {} if offline(new) else new, now())
        answers |= new
    return _findings(places, answers)


def offline(answers: Mapping[str, Answer]) -> bool:
    """Whether none of several sites can be found: then this computer has no network."""
    hosts = {host_of(page) for page in answers}
    missing = (Trouble.NO_SITE, Trouble.NO_NAME_SERVER)
    return len(hosts) >= FEWEST_HOSTS and all(answer.trouble in missing for answer in answers.values())


def _can_be_asked(page: str) -> bool:
    fault = fault_of(page)
    return fault is None or fault.severity is not Severity.ERROR


def _ask_all(pages: Sequence[str], fetch: Callable[[str], Answer], workers: int) -> dict[str, Answer]:
    """The answers for all pages; the pages of one host are asked for one after the other."""
    by_host: dict[str, list[str]] = {}
    for page in pages:
        by_host.setdefault(host_of(page), []).append(page)
    end = time.monotonic() + LONGEST

    def ask(group: list[str]) -> dict[str, Answer]:
        return {
            page: fetch(page) if time.monotonic() < end else Answer(0, Trouble.NOT_ASKED) for page in group
        }

    answers: dict[str, Answer] = {}
    with ThreadPoolExecutor(max_workers=workers, thread_name_prefix="link") as pool:
        for found in pool.map(ask, by_host.values()):
            answers |= found
    return answers


def _findings(places: Mapping[str, Sequence[Address]], answers: Mapping[str, Answer]) -> list[Finding]:
    without_network = offline(answers)
    findings = []
    for page, linked in places.items():
        answer = answers[page]
        if answer.verdict is Verdict.FINE:
            continue
        related = tuple(Related(address.span(), "linked here as well") for address in linked[1:])
        gone = answer.verdict is Verdict.GONE and not without_network
        message = _gone(page, answer) if gone else _unverified(page, answer, without_network=without_network)
        findings.append(RULE.at(
            linked[0].span(), message,
            "look for its new address, or link a copy in a web archive" if gone else "open the link yourself",
            related, severity=Severity.WARNING if gone else Severity.NOTE,
        ))
    return sorted(findings, key=lambda finding: finding.sort_key)


def _gone(page: str, answer: Answer) -> str:
    if answer.status:
        return f"“{shortened(page)}” isn't there: its server answers {answer.status}"
    return f"there is no site “{host_of(page)}”"


def _unverified(page: str, answer: Answer, *, without_network: bool) -> str:
    reason = REASONS.get(answer.trouble, f"its server answers {answer.status} to programs")
    if without_network:
        reason = "no site can be found, so that this computer seems to be without a network"
    return f"“{shortened(page)}” is unverified: {reason}"
