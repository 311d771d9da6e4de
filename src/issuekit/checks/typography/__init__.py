"""IK53x: spaces, dashes, signs, quotation marks, scripts, lists and capitals."""

from issuekit.checks.typography import (
    broken_sign,
    double_space,
    heading_capitals,
    hyphen_for_dash,
    list_stops,
    missing_final_stop,
    mixed_quotes,
    mixed_scripts,
    number_format,
    punctuation_space,
    repeated_punctuation,
    unbalanced_quotes,
)

ROOMS = (
    punctuation_space,
    double_space,
    broken_sign,
    hyphen_for_dash,
    mixed_quotes,
    unbalanced_quotes,
    mixed_scripts,
    list_stops,
    heading_capitals,
    missing_final_stop,
    number_format,
    repeated_punctuation,
)
