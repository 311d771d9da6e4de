"""Asking servers: only this computer's own is asked, and most answers are made up."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, ClassVar

import pytest

import workshop
from issuekit.checks.links.answers import DAY, Answer, Trouble, Verdict, read_answers, write_answers
from issuekit.checks.links.online import RULE, check_online
from issuekit.checks.links.visitor import Visitor, public_number
from issuekit.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from issuekit.diagnostics import Finding

NOW = 1_600_000_000.0


class Pages(BaseHTTPRequestHandler):
    """A small site: each path answers in its own way, and every question is written down."""

    asked: ClassVar[list[str]] = []
    port = 0

    def do_HEAD(self) -> None:
        self.answer("HEAD")

    def do_GET(self) -> None:
        self.answer("GET")

    def answer(self, method: str) -> None:
        self.asked.append(f"{method} {self.path}")
        places = {
            "/moved": "/fine", "/elsewhere": "ftp://example.org/", "/inside": "http://10.0.0.1/", "/round": "/round",
        }
        if self.path in places:
            self.send_response(301)
            self.send_header("Location", places[self.path])
        elif self.path == "/no-head" and method == "HEAD":
            self.send_response(405)
        elif self.path == "/hang-up" and method == "HEAD":
            self.close_connection = True
            return
        else:
            number = self.path.strip("/").partition("?")[0]
            self.send_response(int(number) if number.isdigit() else 200)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's own name
        """Keep the tests' output clean."""


@contextmanager
def site() -> Iterator[str]:
    """The small site, running while the block does; its address."""
    Pages.asked.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def visitor() -> Visitor:
    return Visitor(patience=5, interval=0, loopback=True)


def answering(**answers: Answer) -> tuple[Callable[[str], Answer], list[str]]:
    """A fetch that answers by the first part of the host's name, and the list of what it was asked."""
    asked: list[str] = []

    def fetch(address: str) -> Answer:
        asked.append(address)
        return answers[address.partition("://")[2].partition(".")[0]]

    return fetch, asked


def checked(prose: str, root: Path, fetch: Callable[[str], Answer], *, now: float = NOW) -> list[Finding]:
    return check_online(workshop.scored(prose, root), root / "build/links.json", fetch, now=lambda: now)


@pytest.mark.parametrize(("path", "verdict"), [
    ("/fine", Verdict.FINE),
    ("/moved", Verdict.FINE),
    ("/no-head", Verdict.FINE),
    ("/hang-up", Verdict.FINE),
    ("/a path/ы?q=ё&a=%20", Verdict.FINE),
    ("/404", Verdict.GONE),
    ("/410", Verdict.GONE),
    ("/403", Verdict.UNSURE),
    ("/429", Verdict.UNSURE),
    ("/500", Verdict.UNSURE),
    ("/round", Verdict.UNSURE),
    ("/elsewhere", Verdict.UNSURE),
    ("/inside", Verdict.UNSURE),
])
def test_what_a_server_answers(path: str, verdict: Verdict) -> None:
    with site() as address:
        assert visitor()(address + path).verdict is verdict


def test_the_head_is_asked_for_first_and_the_page_only_if_need_be() -> None:
    with site() as address:
        visit = visitor()
        visit(f"{address}/fine")
        visit(f"{address}/no-head")
        visit(f"{address}/429")
        visit(f"{address}/elsewhere")
    assert Pages.asked == ["HEAD /fine", "HEAD /no-head", "GET /no-head", "HEAD /429", "HEAD /elsewhere"]


def test_this_computer_is_asked_only_where_a_test_allows_it() -> None:
    with site() as address:
        assert Visitor(patience=5, interval=0)(f"{address}/fine") == Answer(0, Trouble.PRIVATE)
        assert Visitor(patience=5, interval=0)("http://[::1]/") == Answer(0, Trouble.PRIVATE)
        assert Visitor(patience=5, interval=0)(address.replace("127.0.0.1", "localhost")).verdict is Verdict.UNSURE
    assert Pages.asked == []


@pytest.mark.parametrize("address", [
    "http://10.0.0.1/", "http://192.168.1.1/", "http://169.254.169.254/latest/", "http://0.0.0.0/",
    "http://[::ffff:10.0.0.1]/", "http://[fe80::1]/", "http://224.0.0.1/", "http://[64:ff9b::a00:1]/",
])
@pytest.mark.parametrize("loopback", [True, False])
def test_no_private_network_is_ever_entered(address: str, loopback: bool) -> None:
    assert Visitor(patience=1, interval=0, loopback=loopback)(address) == Answer(0, Trouble.PRIVATE)


def test_an_address_wrapped_into_another_is_unwrapped() -> None:
    from ipaddress import ip_address  # noqa: PLC0415 - used here only

    assert str(public_number(ip_address("::ffff:127.0.0.1"))) == "127.0.0.1"
    assert str(public_number(ip_address("2002:7f00:1::"))) == "127.0.0.1"
    assert str(public_number(ip_address("64:ff9b::7f00:1"))) == "127.0.0.1"
    assert str(public_number(ip_address("2001:4860::1"))) == "2001:4860::1"


def test_one_host_is_asked_once_in_an_interval() -> None:
    waits: list[float] = []
    with site() as address:
        visit = Visitor(patience=5, interval=1.0, loopback=True, clock=lambda: 100.0, sleep=waits.append)
        visit(f"{address}/fine")
        visit(f"{address}/no-head")
    assert waits == [1.0, 2.0]


def test_a_server_that_never_answers_is_left() -> None:
    import socket  # noqa: PLC0415 - used here only

    with socket.create_server(("127.0.0.1", 0)) as silent:
        visit = Visitor(patience=0.05, interval=0, loopback=True)
        assert visit(f"http://127.0.0.1:{silent.getsockname()[1]}/") == Answer(0, Trouble.TIME_OUT)


def test_addresses_without_sense_are_answered_too() -> None:
    visit = Visitor(patience=1, interval=0)
    for address in ("http://", "http://a..b/", "http://x:y/", "http://[::1", "http://" + "a" * 300 + ".org/"):
        assert visit(address).verdict is not Verdict.FINE


def test_what_is_said_of_each_answer(tmp_path: Path) -> None:
    fetch, asked = answering(
        fine=Answer(200), moved=Answer(301), lost=Answer(404), gone=Answer(410), nowhere=Answer(0, Trouble.NO_SITE),
        shy=Answer(403), busy=Answer(429), ill=Answer(503), slow=Answer(0, Trouble.TIME_OUT),
    )
    hosts = ["fine", "moved", "lost", "gone", "nowhere", "shy", "busy", "ill", "slow"]
    prose = "\n".join(f"[words](https://{host}.example.org/a)" for host in hosts)
    findings = checked(prose, tmp_path, fetch)
    assert [(finding.span.line - 4, finding.severity) for finding in findings] == [
        (2, Severity.WARNING), (3, Severity.WARNING), (4, Severity.WARNING),
        (5, Severity.NOTE), (6, Severity.NOTE), (7, Severity.NOTE), (8, Severity.NOTE),
    ]
    assert all("unverified" in finding.message for finding in findings if finding.severity is Severity.NOTE)
    assert all(finding.code == "IK411" and finding.hint for finding in findings)
    assert len(asked) == len(hosts)


def test_the_rule_s_own_examples(tmp_path: Path) -> None:
    def fetch(address: str) -> Answer:
        return Answer(404 if "deleted" in address else 200)

    assert [finding.code for finding in checked(RULE.section("Fail")[0], tmp_path / "a", fetch)] == ["IK411"]
    assert checked(RULE.section("Pass")[0], tmp_path / "b", fetch) == []


def test_a_page_is_asked_for_once_however_often_it_is_linked(tmp_path: Path) -> None:
    fetch, asked = answering(lost=Answer(404))
    prose = "[a](https://lost.org/a#1) [b](https://lost.org/a#2) [c](#partner) [d](mailto:a@b.org) ![e](e.png) [f](x y)"
    [finding] = checked(prose, tmp_path, fetch)
    assert asked == ["https://lost.org/a"]
    assert len(finding.related) == 1


def test_answers_are_kept_for_a_week_and_unsure_ones_for_a_day(tmp_path: Path) -> None:
    fetch, asked = answering(fine=Answer(200), lost=Answer(404), ill=Answer(500))
    prose = "[a](https://fine.org/) [b](https://lost.org/) [c](https://ill.org/)"
    first = checked(prose, tmp_path, fetch)
    assert checked(prose, tmp_path, fetch, now=NOW + DAY / 2) == first
    assert len(asked) == 3
    assert checked(prose, tmp_path, fetch, now=NOW + 2 * DAY) == first
    assert asked[3:] == ["https://ill.org/"]
    assert checked(prose, tmp_path, fetch, now=NOW + 8 * DAY) == first
    assert sorted(asked[4:]) == ["https://fine.org/", "https://ill.org/", "https://lost.org/"]


@pytest.mark.parametrize("damage", [
    "", "{", "[]", "null", '{"version": 1}', '{"version": 2, "answers": {}}', '{"version": 1, "answers": [1]}',
    '{"version": 1, "answers": {"https://lost.org/": [200, "nonsense", 0]}}',
    '{"version": 1, "answers": {"https://lost.org/": "yes"}}',
    '{"version": 1, "answers": {"https://lost.org/": [200, "", "never"]}}',
])
def test_a_damaged_file_of_answers_is_no_obstacle(damage: str, tmp_path: Path) -> None:
    cache = tmp_path / "build/links.json"
    cache.parent.mkdir()
    cache.write_text(damage, encoding="utf-8")
    fetch, asked = answering(lost=Answer(404))
    assert len(checked("[a](https://lost.org/)", tmp_path, fetch)) == 1
    assert asked == ["https://lost.org/"]
    assert json.loads(cache.read_text(encoding="utf-8"))["answers"]["https://lost.org/"][0] == 404


def test_answers_of_other_issues_stay(tmp_path: Path) -> None:
    cache = tmp_path / "links.json"
    write_answers(cache, {"https://a.org/": Answer(200)}, NOW)
    write_answers(cache, {"https://b.org/": Answer(404)}, NOW + 3 * DAY)
    assert read_answers(cache, NOW + 4 * DAY) == {"https://a.org/": Answer(200), "https://b.org/": Answer(404)}
    assert read_answers(cache, NOW + 8 * DAY) == {"https://b.org/": Answer(404)}
    assert [path.name for path in tmp_path.iterdir()] == ["links.json"]


def test_where_nothing_can_be_written_the_check_goes_on(tmp_path: Path) -> None:
    blocked = tmp_path / "build"
    blocked.write_text("a file where a folder belongs", encoding="utf-8")
    fetch, _ = answering(lost=Answer(404))
    assert len(checked("[a](https://lost.org/)", tmp_path, fetch)) == 1


def test_a_computer_without_a_network_blames_no_link(tmp_path: Path) -> None:
    nowhere = Answer(0, Trouble.NO_SITE)
    fetch, _ = answering(a=nowhere, b=nowhere, c=nowhere, fine=Answer(200))
    three = "[a](https://a.org/) [b](https://b.org/) [c](https://c.org/)"
    assert {finding.severity for finding in checked(three, tmp_path / "1", fetch)} == {Severity.NOTE}
    assert read_answers(tmp_path / "1/build/links.json", NOW) == {}
    four = f"{three} [d](https://fine.org/)"
    assert {finding.severity for finding in checked(four, tmp_path / "2", fetch)} == {Severity.WARNING}


def test_from_a_link_to_a_server_and_back(tmp_path: Path) -> None:
    with site() as address:
        prose = "[a](https://example.org/a)"
        pages = {"https://example.org/a": f"{address}/410"}
        visit = visitor()
        [finding] = checked(prose, tmp_path, lambda page: visit(pages[page]))
    assert "410" in finding.message
