"""IK50x: names, terms, spelling and abbreviations."""

from issuekit.checks.language import doubled_word, house_form

ROOMS = (house_form, doubled_word)
