"""IK50x: names, terms, spelling and abbreviations."""

from issuekit.checks.language import (
    article,
    doubled_word,
    house_form,
    misspelling,
    mixed_spelling,
    two_forms,
    two_spellings,
    unexplained_abbreviation,
)

ROOMS = (
    two_spellings,
    house_form,
    doubled_word,
    mixed_spelling,
    two_forms,
    unexplained_abbreviation,
    misspelling,
    article,
)
