"""British and American forms of English words, each from the other.

The regular differences are made from stems and endings, so that derived words are known too: “favour” gives
“unfavourable”, “refuel” gives “refuelling”, and every verb in -ise is seen by its ending. Forms that are right in
both systems (catalogue, towards, judgement, advise) are left out.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from issuekit.checks.patterns import lazily

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

OUR = """
    ardour armour behaviour candour clamour colour demeanour discolour disfavour dishonour enamour endeavour
    favour fervour flavour harbour honour humour labour misbehaviour misdemeanour neighbour odour parlour
    rancour rigour rumour saviour savour splendour succour tumour valour vapour vigour watercolour"""
OUR_ENDINGS = """
    s ed ing ings able ably er ers ful fully less hood hoods ite ites itism al ally ism ly y ies ation ations
    liness"""
OUR_PREFIXES = ("", "un", "re")

RE = """
    amphitheatre calibre centimetre centre epicentre fibre hectolitre kilolitre kilometre litre lustre
    micrometre millilitre millimetre nanometre sabre saltpetre sceptre spectre theatre"""

# Verbs whose last syllable has no stress: the British double the l before an ending.
L_VERBS = """
    bedevil bevel cancel channel chisel counsel dial duel enamel equal fuel funnel gravel grovel imperil
    initial jewel label level libel marshal marvel model outrival panel parcel pedal pencil pummel quarrel
    ravel refuel remodel revel rival shovel signal snivel spiral stencil swivel total travel tunnel unravel
    victual yodel"""
L_ENDINGS = ("ed", "ing", "ings", "er", "ers")

# Other words, each British form followed by the American one.
BOTH_WAYS = """
    aluminium aluminum anaemia anemia anaemic anemic anaesthetic anesthetic anaesthetics anesthetics analyse
    analyze analysed analyzed analyser analyzer analysers analyzers analysing analyzing artefact artifact
    artefacts artifacts catalyse catalyze catalysed catalyzed catalysing catalyzing centred centered centring
    centering chequered checkered cognisant cognizant cosy cozy counsellor counselor counsellors counselors
    defence defense defenceless defenseless defences defenses diarrhoea diarrhea encyclopaedia encyclopedia
    encyclopaedias encyclopedias enrol enroll enrols enrolls enrolment enrollment enrolments enrollments foetal
    fetal foetus fetus fulfil fulfill fulfils fulfills fulfilment fulfillment grey gray greyish grayish
    gruelling grueling gynaecologist gynecologist gynaecologists gynecologists haemorrhage hemorrhage
    haemorrhages hemorrhages instalment installment instalments installments jewellery jewelry lacklustre
    lackluster leukaemia leukemia libellous libelous manoeuvre maneuver manoeuvred maneuvered manoeuvres
    maneuvers manoeuvring maneuvering manoeuvrable maneuverable manoeuvrability maneuverability marvellous
    marvelous marvellously marvelously meagre meager mould mold moulded molded moulding molding moulds molds
    offence offense offences offenses orthopaedic orthopedic outmanoeuvre outmaneuver outmanoeuvred
    outmaneuvered panellist panelist panellists panelists paediatric pediatric paediatrician pediatrician
    paralyse paralyze paralysed paralyzed paralysing paralyzing plough plow ploughed plowed ploughing plowing
    ploughs plows pretence pretense pretences pretenses pyjamas pajamas sceptic skeptic sceptics skeptics
    sceptical skeptical sceptically skeptically scepticism skepticism skilful skillful skilfully skillfully
    smoulder smolder smouldered smoldered smouldering smoldering smoulders smolders sombre somber sulphur sulfur
    sulphuric sulfuric sulphate sulfate sulphates sulfates tricolour tricolor unequalled unequaled unrivalled
    unrivaled wilful willful wilfully willfully woollen woolen yoghurt yogurt"""
# Here the American form means something else as well, so that it may be right in a British text.
TO_AMERICAN = """
    cheque check cheques checks draughtsman draftsman gaol jail kerb curb kerbs curbs learnt learned licence
    license licences licenses metre meter metres meters practise practice practised practiced practises
    practices practising practicing spelt spelled spoilt spoiled storeys stories tyre tire tyres tires"""
# American “program” is every British programme but the computer's, and so is the way back mostly right.
PROGRAM = "programme program programmes programs"
VERBAL = r"(e|es|ed|ing|ingly|er|ers|able|ably|ation|ations|ational|ationally|ement|ements)"
ISE = lazily(rf"(\w{{2,}}[^aeiouw\W])is{VERBAL}")
IZE = lazily(rf"(\w{{2,}}[^aeiouw\W])iz{VERBAL}")
# What stands before -ise in words that both systems spell so, whatever prefix they have.
ALWAYS_ISE = lazily(
    r"(?:un|re|dis|mis|over|under|non|pre|co|in|im|en|disen|self)?"
    r"(?:advert|adv|appr|chast|chem|circumc|compr|comprom|conc|dem|desp|dev|enterpr|exc|exerc|exorc|expert|franch|"
    r"improv|inc|merchand|(?:metr|necr|acr)opol|mort|parad|pen|prec|prem|prom|repr|rev|sunr|superv|surm|surpr|telev|trell|treat|"
    r"upr|val|cer|pract|portcull|chrysal)",
)
ALWAYS_IZE = lazily(r"(?:re|out|over|up|down|under|king|mid|pint|full|half|life)?s|caps|ass|pr")


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    forms = text.split()
    return zip(forms[::2], forms[1::2], strict=True)


def _regular() -> Iterator[tuple[str, str]]:
    """British and American forms made from the lists of stems."""
    for stem in OUR.split():
        for prefix in OUR_PREFIXES:
            for ending in ("", *OUR_ENDINGS.split()):
                yield f"{prefix}{stem}{ending}", f"{prefix}{stem[:-2]}r{ending}"
    for word in RE.split():
        yield word, f"{word[:-2]}er"
        yield f"{word}s", f"{word[:-2]}ers"
    for verb in L_VERBS.split():
        for ending in L_ENDINGS:
            yield f"{verb}l{ending}", f"{verb}{ending}"
    yield from _pairs(BOTH_WAYS)
    yield from _pairs(PROGRAM)


@cache
def to_american() -> Mapping[str, str]:
    """The American form of every British one that is known by itself."""
    return dict(_regular()) | dict(_pairs(TO_AMERICAN))


@cache
def to_british() -> Mapping[str, str]:
    """The British form of every American one that is known by itself."""
    return {american: british for british, american in _regular()}


def with_z(word: str) -> str | None:
    """“Organization” for “organisation”; None for a word that isn't one in -ise, or is always spelled so."""
    match = ISE.fullmatch(word)
    if match is None or ALWAYS_ISE.fullmatch(match[1]):
        return None
    return f"{match[1]}iz{match[2]}"


def with_s(word: str) -> str | None:
    """“Organisation” for “organization”; None for a word that isn't one in -ize, or is always spelled so."""
    match = IZE.fullmatch(word)
    if match is None or ALWAYS_IZE.fullmatch(match[1]):
        return None
    return f"{match[1]}is{match[2]}"
