"""IK4xx: addresses, and references inside the issue."""

from issuekit.checks.links import bad_address, bare_address, http_for_https, linked_twice, tracking

ROOMS = (bad_address, bare_address, tracking, linked_twice, http_for_https)
