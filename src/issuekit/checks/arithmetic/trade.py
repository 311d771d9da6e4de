"""Exports, imports, their balance and their sum, as reviews of foreign trade tell them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from issuekit.checks.arithmetic.grammar import A, Pattern
from issuekit.checks.arithmetic.margins import alike
from issuekit.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from issuekit.checks.arithmetic.quantity import Quantity
    from issuekit.checks.arithmetic.statements import Statement


@dataclass(frozen=True, slots=True)
class Balance:
    """Exports and imports of one sentence, and what it tells as their difference."""

    exports: Quantity
    imports: Quantity
    told: Quantity


_TOLD = r"\s(?:(?:at|to|of|were|was|are|is|worth|reached|reaching|total(?:ed|led|ing|ling)?|made|with)\s)"
_FLOW = rf"[^#%^;:()]{{0,60}}?{_TOLD}(?:a\stotal\sof\s|only\s|just\s)*"
_BALANCE = Pattern(
    rf"\bexports?\b{_FLOW}(?P<exports>{A})[^#%^;:()]{{0,60}}?\bimports?\b{_FLOW}(?P<imports>{A})[^#%^;:()]{{0,80}}?"
    rf"\b(?:surplus|deficit|balance)\b[^#%^;:(),]{{0,40}}?\s(?P<told>{A})"
    rf"|\bimports?\b{_FLOW}(?P<imports2>{A})[^#%^;:()]{{0,60}}?\bexports?\b{_FLOW}(?P<exports2>{A})[^#%^;:()]{{0,80}}?"
    rf"\b(?:surplus|deficit|balance)\b[^#%^;:(),]{{0,40}}?\s(?P<told2>{A})",
    "export", "import", ("surplus", "deficit", "balance"),
)


def balances(statement: Statement) -> Iterator[Balance]:
    """``Exports amounted to USD 396 million and imports to USD 308 million, a surplus of USD 88 million``."""
    if not statement.has(3):  # exports, imports, and what is between them
        return
    for match in _BALANCE.finditer(statement.shape):
        number = "" if match["told"] else "2"
        exports, imports, told = (statement.get(match, name + number) for name in ("exports", "imports", "told"))
        if alike(exports, imports, told) and exports.currency == imports.currency == told.currency:
            yield Balance(exports, imports, told)
