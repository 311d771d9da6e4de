"""IK4xx: addresses, and references inside the issue."""

from issuekit.checks.links import (
    bad_address,
    bare_address,
    footnotes,
    http_for_https,
    link_words,
    linked_twice,
    missing_image,
    never_referred_to,
    tracking,
    unknown_reference,
)

ROOMS = (
    bad_address, bare_address, tracking, linked_twice, http_for_https, unknown_reference, never_referred_to,
    footnotes, missing_image, link_words,
)
