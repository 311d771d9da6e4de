"""What a name sounds like, however it is romanized: a key that Viciebsk and Vitebsk, Kyiv and Kiev share.

Belarusian, Ukrainian and Russian names come into English by several systems (Łacinka, the national ones, BGN), and
from one language or the other. The key gives up what the systems render differently: marks, y, i and j, kh and h, h
and g, ts, c and t, v, w and ŭ, doubled letters, o and a without stress. It is coarse: that two names share it is a
suspicion, not a proof. The plain key gives up marks, doubled letters, and y for i only.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from issuekit.checks.patterns import lazily

STROKES = str.maketrans({
    "ł": "l", "đ": "d", "ø": "o", "ı": "i", "ħ": "h", "ŧ": "t", "Ł": "L", "Đ": "D", "Ø": "O", "ß": "ss", "æ": "ae",
    "Æ": "Ae", "œ": "oe", "þ": "th", "ð": "d", "’": "'",
})
MARKED = str.maketrans({"š": "sh", "č": "ch", "ž": "zh", "ż": "zh", "ŭ": "w", "ş": "sh", "ç": "ch", "ğ": "g", "ў": "w"})

# In this order. S, Z and C are sh, zh and ch, V an ending in -ov, -ev, -iv, -au and the like.
MERGED = (
    ("shch", "S"), ("sh", "S"), ("sz", "S"), ("zh", "Z"), ("cz", "C"), ("ch", "C"), ("kh", "h"),
    ("gh", "h"), ("ph", "f"), ("th", "t"), ("ts", "t"), ("tz", "t"), ("dz", "d"), ("ck", "tk"), ("ce", "te"),
    ("ci", "ti"), ("cy", "ti"), ("c", "k"), ("x", "ks"), ("q", "k"), ("g", "h"), ("w", "v"), ("j", "i"),
    ("y", "i"), ("ii", "i"), ("au", "av"), ("ou", "ov"), ("eu", "ev"),
)
SOFT = lazily(r"i(?=[ae].|u(?!s$))")  # Siarhiej, but Maria is not Mara, Cynthius not Cynthus
DOUBLED = lazily(r"(.)\1+")
ENDING = lazily(r"i?[aeioy]v$")
# Letters from which o and a are taken for one, but at either end: Francisco is not Francisca, nor Python Pythian.
LONG = 6
FIRST_U = lazily(r"^u(?=[lrn])")  # Uladzimir, Vladimir


@cache
def folded(word: str) -> str:
    """The word in small letters without its marks: Błaszczak and Blaszczak are both “blaszczak”."""
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFD", word.translate(STROKES).lower())
    return "".join(part for part in parts if not unicodedata.combining(part))


@cache
def sound(word: str) -> str:
    """The key that all romanizations of a name share, as far as can be."""
    key = word.lower() if word.isascii() else folded(unicodedata.normalize("NFC", word).lower().translate(MARKED))
    if key.endswith("c"):
        key = f"{key[:-1]}t"
    for old, new in MERGED:
        if old in key:
            key = key.replace(old, new)
    if "i" in key:
        key = SOFT.sub("", key)
    key = DOUBLED.sub(r"\1", key)
    if key[0] == "u":
        key = FIRST_U.sub("v", key)
    if key[-1] == "v":
        key = ENDING.sub("V", key)
    if len(word) >= LONG:
        key = f"{key[:1]}{key[1:-2].replace('o', 'a')}{key[-2:]}"
        if key.endswith("nko"):
            key = f"{key[:-1]}a"
    return key


@cache
def plain_sound(word: str) -> str:
    """The key of spellings that differ in marks, in doubled letters, or in y for i."""
    return DOUBLED.sub(r"\1", folded(word).replace("y", "i"))

