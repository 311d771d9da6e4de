"""IK3xx: dates that can't be, or that contradict each other."""

from issuekit.checks.dates import absurd_year, impossible_date, weekday

ROOMS = (impossible_date, absurd_year, weekday)
