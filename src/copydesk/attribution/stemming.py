"""Stems of English words, so that "estimates" and "estimating" share what the models learn of either.

A light stemmer in the manner of Harman 1991 (the S stemmer) that also takes -ed and -ing off, with the irregular
verbs of news copy. It need not be right, only the same for the forms of a verb.
"""

from __future__ import annotations

__all__ = ["IRREGULAR", "stem"]

IRREGULAR = {
    form: verb
    for verb, forms in {
        "say": "said says", "tell": "told", "think": "thought", "write": "wrote written", "know": "knew known",
        "feel": "felt", "see": "saw seen", "find": "found", "speak": "spoke spoken", "make": "made",
        "give": "gave given", "take": "took taken", "go": "went goes gone", "hear": "heard", "show": "shown",
        "hold": "held", "mean": "meant", "begin": "began begun", "become": "became", "seek": "sought",
        "swear": "swore sworn", "keep": "kept", "understand": "understood", "choose": "chose chosen", "come": "came",
        "get": "got gotten", "run": "ran", "do": "does did done", "have": "had has", "forbid": "forbade forbidden",
        "teach": "taught", "bring": "brought", "foresee": "foresaw foreseen", "withdraw": "withdrew withdrawn",
    }.items()
    for form in forms.split()
}  # fmt: skip
"""The verb of each irregular form."""
_ENDINGS = ("ing", "ed", "es", "s", "e")
_LEAST = 3  # letters a stem keeps
_SHORT = 4


def stem(word: str) -> str:
    """The stem of ``word``, in lower case: said gives say; claims and claimed give claim; denied gives deni."""
    word = IRREGULAR.get(word, word)
    if word.endswith(("ies", "ied")) and len(word) > _SHORT:
        return word[:-2]
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST and not word.endswith("ss"):
            word = _take_off(word, ending)
            break
    return word[:-1] + "i" if word.endswith("y") and len(word) >= _SHORT else word


def _take_off(word: str, ending: str) -> str:
    word = word[: -len(ending)]
    if len(word) <= _LEAST:
        return word
    # "planned" belongs to "plan", but "called" to "call"
    if ending in ("ing", "ed") and word[-1] == word[-2] and word[-1] not in "sl":
        return word[:-1]
    return word.rstrip("e")
