"""Words whose full stop is part of them, so that it doesn't end a sentence."""

from __future__ import annotations

from issuekit.checks.patterns import lazily

# English abbreviations that are printed with a stop; single letters and forms with inner stops (U.S., i.e.)
# need not be listed.
_PRINTED_WITH_A_STOP = (
    "abbr acad adm admin al anon approx appx apr ariz arr art assn assoc asst aug ave bldg bln blvd brig bros ca "
    "calif cap capt cent cf ch chap co col colo comdr comm conf conn corp cpl cpt dec dem dep dept dev diag diff dir "
    "dist div doc dr eng eq eqs esp est et etc exec ext feb fed fig figs fin fn fri ft fwd gen gov govt hon hq ibid "
    "inc incl inst int intl jan jr jul jun kans km lat lib lit lt ltd maj mar mass max mich mil min minn misc mln mon "
    "mr mrs ms msgr mt mtg nat natl nebr neg no nos nov obs oct okla op orig oz para paras penn pers pl plc pol pop "
    "pp pres prev prof prop prov pt pub publ pvt qty ref refs reg rel rep resp ret rev rom russ sat sec sect sen sep "
    "sept ser sgt soc spec sq sr st std ste subj sun supp suppl tel temp tenn thou thous thurs tr trans treas tues "
    "ukr univ unp usu ver viz vol vols vs wash wed wisc wk yr yrs "
)
ABBREVIATIONS = frozenset(_PRINTED_WITH_A_STOP.split())
LAST_WORD = lazily(r"(?:[^\W\d_]+\.)*[^\W\d_]+$")
LONGEST = 40  # characters before the stop that are looked at: no abbreviation is longer


def is_abbreviation(before: str) -> bool:
    """Whether a stop after ``before`` belongs to its last word: ``U.S``, ``etc``, ``Co``, an initial."""
    match = LAST_WORD.search(before[-LONGEST:])
    if match is None:
        return False
    word = match[0]
    return "." in word or len(word) == 1 or word.lower() in ABBREVIATIONS

