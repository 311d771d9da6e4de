"""IK6xx: between chapters, and from one issue to the next."""

from issuekit.checks.between import (
    event_not_mentioned,
    left_over,
    meeting_not_scored,
    number_follows,
    period_follows,
    scored_before,
    scored_twice,
    unusual_move,
)

ROOMS = (scored_twice, scored_before, number_follows, period_follows, unusual_move, left_over)

# What only “check --coverage” lists: what the text and the catalogue have without the other.
COVERAGE_ROOMS = (event_not_mentioned, meeting_not_scored)
