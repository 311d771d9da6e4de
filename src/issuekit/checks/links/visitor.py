"""Asks servers whether a page is there: gently, only on the public web, and never for long."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
from contextlib import closing, contextmanager, suppress
from functools import cached_property
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin, urlsplit

from issuekit.checks.links.answers import LOWEST_ERROR, Answer, Trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from urllib.parse import SplitResult

PATIENCE = 10.0  # seconds for each step of a conversation
INTERVAL = 1.0  # seconds between two questions to one host
MOST_HOPS = 5
MOST_COMPUTERS = 3  # of those that a site's name stands for, tried one after the other
TOO_MANY_QUESTIONS = 429
LOWEST_REDIRECTION = 300
WEB = ("http", "https")
NAT64 = ip_network("64:ff9b::/96")
PATH_CHARACTERS = "/%:@!$&'()*+,;=~?[]"
HEADERS = {"User-Agent": "issuekit (checks the links of a periodical)", "Accept": "*/*", "Connection": "close"}


class PrivateError(OSError):
    """The name stands for no computer of the public network."""


class Visitor:
    """Called with a web address, asks its server and says what it answered. Safe to use from several threads.

    ``interval`` is the time in seconds between two questions to one host, ``patience`` the longest wait for any
    step of an answer. ``loopback`` lets tests ask this computer itself, and no other private one.
    """

    def __init__(
        self, *, patience: float = PATIENCE, interval: float = INTERVAL, loopback: bool = False,
        clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        self.patience = patience
        self.interval = interval
        self.loopback = loopback
        self._clock = clock
        self._sleep = sleep
        self._next: dict[str, float] = {}  # when the next question to a host may be asked
        self._lock = threading.Lock()

    def __call__(self, address: str) -> Answer:
        """Ask for the head of the page; where that is refused, for the page; follow where it leads."""
        for _ in range(MOST_HOPS + 1):
            answer, onward = self._ask("HEAD", address)
            unanswered = answer.trouble is Trouble.CONNECTION
            if unanswered or (answer.status >= LOWEST_ERROR and answer.status != TOO_MANY_QUESTIONS):
                answer, onward = self._ask("GET", address)
            if not onward:
                return answer
            try:
                address = urljoin(address, onward)
                if urlsplit(address).scheme.lower() not in WEB:
                    break
            except ValueError:
                break
        return Answer(answer.status, Trouble.REDIRECT)

    def _ask(self, method: str, address: str) -> tuple[Answer, str]:
        """One question: the answer, and the address where it leads on, if it does."""
        try:
            parts = urlsplit(address)
            host = (parts.hostname or "").encode("idna").decode()
            port = parts.port or (443 if parts.scheme.lower() == "https" else 80)
            self._await_turn(host)
            return self._converse(method, parts, host, port)
        except socket.gaierror as error:
            lasting = error.errno != socket.EAI_AGAIN
            return Answer(0, Trouble.NO_SITE if lasting else Trouble.NO_NAME_SERVER), ""
        except PrivateError:
            return Answer(0, Trouble.PRIVATE), ""
        except TimeoutError:
            return Answer(0, Trouble.TIME_OUT), ""
        except ssl.SSLCertVerificationError:
            return Answer(0, Trouble.CERTIFICATE), ""
        except (OSError, http.client.HTTPException, ValueError):
            return Answer(0, Trouble.CONNECTION), ""

    def _converse(self, method: str, parts: SplitResult, host: str, port: int) -> tuple[Answer, str]:
        target = quote(parts.path or "/", safe=PATH_CHARACTERS)
        if parts.query:
            target += "?" + quote(parts.query, safe=PATH_CHARACTERS)
        secure = parts.scheme.lower() == "https"
        connection: http.client.HTTPConnection = (
            http.client.HTTPSConnection(host, port, context=self._context) if secure
            else http.client.HTTPConnection(host, port)
        )
        # The line is opened here, to a computer that was looked at, and not by the library.
        line = self._connect(host, port)
        with closing(connection), line, _no_longer_than(3 * self.patience, connection):
            connection.sock = line
            if secure:
                connection.sock = self._context.wrap_socket(line, server_hostname=host, do_handshake_on_connect=False)
                connection.sock.do_handshake()
            connection.request(method, target, headers=HEADERS)
            response = connection.getresponse()
            leads_on = LOWEST_REDIRECTION <= response.status < LOWEST_ERROR
            return Answer(response.status), response.getheader("Location", "") if leads_on else ""

    @cached_property
    def _context(self) -> ssl.SSLContext:
        return ssl.create_default_context()

    def _await_turn(self, host: str) -> None:
        with self._lock:
            now = self._clock()
            turn = max(now, self._next.get(host, now))
            self._next[host] = turn + self.interval
        if turn > now:
            self._sleep(turn - now)

    def _connect(self, host: str, port: int) -> socket.socket:
        """A connection to a computer of the public network that the name stands for.

        The name is looked up once, and the computer found is the one that is asked: a name that changes its
        meaning between the look and the question leads nowhere.
        """
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        allowed = [entry for entry in found if self._allowed(str(entry[4][0]))]
        if not allowed:
            raise PrivateError(f"{host} is no computer of the public network")
        trouble: OSError = TimeoutError()
        for family, kind, protocol, _, computer in allowed[:MOST_COMPUTERS]:
            line = socket.socket(family, kind, protocol)
            line.settimeout(self.patience)
            try:
                line.connect(computer)
            except OSError as error:
                line.close()
                trouble = error
            else:
                return line
        raise trouble

    def _allowed(self, computer: str) -> bool:
        number = public_number(ip_address(computer.partition("%")[0]))
        if self.loopback:
            return number.is_loopback
        return number.is_global and not number.is_multicast


def public_number(number: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The number of the computer itself, where it is wrapped into one of the newer kind."""
    if isinstance(number, IPv4Address):
        return number
    if number in NAT64:
        return IPv4Address(int(number) & 0xFFFFFFFF)
    return number.ipv4_mapped or number.sixtofour or number


@contextmanager
def _no_longer_than(seconds: float, connection: http.client.HTTPConnection) -> Iterator[None]:
    """Hang up after a while: a server that sends a byte now and then would never run into a time-out."""

    def hang_up() -> None:
        with suppress(OSError, AttributeError):  # the conversation may be over by now
            connection.sock.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, hang_up)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
