"""Every code that a finding can have, and what it means: those of reading, of the rules, and of the proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from issuekit.checks.rule import Rule
    from issuekit.reporting.explanation import Explanation

# What the codes are taken from is imported where they are asked for: a check without silences needs none.


def known_codes() -> frozenset[str]:
    """Every code that a finding can have."""
    from issuekit.reading.codes import READING_CODES  # noqa: PLC0415

    return frozenset({code.code for code in READING_CODES} | {rule.code for rule in _rules()})


def _rules() -> tuple[Rule, ...]:
    from issuekit.checks.links import online  # noqa: PLC0415
    from issuekit.checks.registry import COVERAGE_ROOMS, ROOMS  # noqa: PLC0415
    from issuekit.checks.run import CRASH  # noqa: PLC0415
    from issuekit.checks.silences import SERVICE_RULES  # noqa: PLC0415
    from issuekit.proof.prove import PROOF_RULES  # noqa: PLC0415

    return (*(room.RULE for room in (*ROOMS, *COVERAGE_ROOMS)), online.RULE, CRASH, *SERVICE_RULES, *PROOF_RULES)


def explanations() -> list[Explanation]:
    """What every code means: those of reading, and those of the rules, in order."""
    from issuekit.reading.codes import READING_CODES  # noqa: PLC0415
    from issuekit.reporting.explanation import Explanation  # noqa: PLC0415

    entries = []
    for code in READING_CODES:
        summary, _, rest = code.why.partition(". ")
        entries.append(Explanation(
            code.code, code.name, code.severity, summary.rstrip(".") + ".", rest or code.why,
            (code.wrong,), (code.right,), "",
        ))
    entries += [
        Explanation(
            rule.code, rule.name, rule.severity, rule.summary, "\n".join(rule.section("Why")),
            tuple(rule.section("Fail")), tuple(rule.section("Pass")), "\n".join(rule.section("Fix")),
        )
        for rule in _rules()
    ]
    return sorted(entries, key=lambda entry: entry.code)
