"""IK2xx: the numbers that are printed, against the catalogue that they come from."""

from issuekit.checks.arithmetic import (
    band_claim,
    claim,
    claim_operands,
    control_total,
    difference,
    expression,
    index_in_words,
    parts_of_whole,
    percentage,
    scale_bands,
    stated_count,
    sum_mismatch,
    superlative,
)

ROOMS = (
    control_total,
    claim,
    expression,
    scale_bands,
    band_claim,
    stated_count,
    parts_of_whole,
    percentage,
    difference,
    superlative,
    index_in_words,
    sum_mismatch,
    claim_operands,
)
