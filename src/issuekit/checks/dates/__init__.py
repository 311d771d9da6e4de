"""IK3xx: dates that can't be, or that contradict each other."""

from issuekit.checks.dates import (
    absurd_year,
    catalogue_order,
    date_disagrees,
    impossible_date,
    mixed_date_forms,
    outside_period,
    period_disagrees,
    weekday,
)

ROOMS = (
    impossible_date,
    absurd_year,
    outside_period,
    catalogue_order,
    date_disagrees,
    weekday,
    mixed_date_forms,
    period_disagrees,
)
