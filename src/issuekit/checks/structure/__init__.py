"""IK13x: what an issue has to have."""

from issuekit.checks.structure import (
    duplicate_heading,
    empty_section,
    empty_table_column,
    missing_section,
    overlong_heading,
    placeholder,
    trend_count,
    zero_points,
)

ROOMS = (
    missing_section, empty_section, placeholder, overlong_heading, empty_table_column, duplicate_heading, trend_count,
    zero_points,
)
