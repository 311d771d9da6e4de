"""IK6xx: between chapters, and from one issue to the next."""

from issuekit.checks.between import (
    left_over,
    number_follows,
    period_follows,
    scored_before,
    scored_twice,
    unusual_move,
)

ROOMS = (scored_twice, scored_before, number_follows, period_follows, unusual_move, left_over)
