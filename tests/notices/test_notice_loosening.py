from __future__ import annotations

import pytest
import re2
from hypothesis import given
from hypothesis import strategies as st

from copydesk.notices.loosening import loosen, narrow
from copydesk.notices.patterns import compile_pattern
from copydesk.notices.providers import read_providers
from copydesk.settings import load


@pytest.mark.parametrize(
    ("pattern", "loose"),
    [
        (r"ferry.{0,12}quay", r"ferry.{0,}quay"),
        (r"[^.\n]{3,30}?.{2,9}", r"[^.\n]{3,}?.{2,9}"),
        (r"quay\.{2,30}[.{2,30}]", r"quay\.{2,30}[.{2,30}]"),
        (r"[^.]{2,30}[\s.]{2,30}", r"[^.]{2,30}[\s.]{2,30}"),
        (r"[a-z]{2,30}[a-z]{2,9}x{2,30}", r"[a-z]{2,}[a-z]{2,9}x{2,30}"),
        (r"(?:the ){0,2}(ferry)?(?P<notice>x){1,1}\){2,30}", r"(?:the ){0,}(ferry)?(?P<notice>x){1,1}\){2,30}"),
        (r"\pL+\p{Han}{2,4}", r"[A-Za-z\x{80}-\x{10FFFF}]+[\x{80}-\x{10FFFF}]{2,}"),
        (r"[\p{Lu}\d-]{1,2}", r"[A-Z\x{80}-\x{10FFFF}\d-]{1,2}"),
        (r"[^\p{L}\n]\PL\P{Han}", r"[^\p{L}\n]\PL\P{Han}"),
        (r"{name}{,3}\d{4}[[:alpha:]]{2,40}", r"{name}{,3}\d{4}[[:alpha:]]{2,}"),
    ],
)
def test_counts_are_left_open_and_letters_are_all_beyond_ascii(pattern: str, loose: str) -> None:
    assert loosen(pattern) == loose


ATOMS = [r"\p{Lu}", r"\p{L}", r"[\p{Ll} ]", r"\p{Han}", r"[^\p{L}]", ".", r"[^,\n]", "(?:a|渡)", "[a-d]", "é"]
COUNTS = ["", "?", "*", "+", "{1,2}", "{0,3}", "{2,12}", "{3,11}?"]
PATTERNS = st.lists(st.tuples(st.sampled_from(ATOMS), st.sampled_from(COUNTS)).map("".join), min_size=1, max_size=4)


@given(PATTERNS.map("".join), st.text(st.sampled_from("aBd ,.é渡Ж\n"), max_size=20), st.sampled_from(["", "(?i)"]))
def test_a_loose_pattern_begins_no_later_than_the_pattern(pattern: str, text: str, flags: str) -> None:
    found, loose = (re2.search(f"{flags}{each}", text) for each in (pattern, loosen(pattern)))
    assert found is None or (loose is not None and loose.start() <= found.start())


@given(
    PATTERNS.map("".join), st.text(st.sampled_from("aBdks ,.\n"), max_size=20), st.sampled_from(["", "(?i)", "(?m)^"])
)
def test_a_narrow_pattern_matches_the_same_in_ascii(pattern: str, text: str, flags: str) -> None:
    whole = f"{flags}(?:{pattern})|[é-í]b|ks"
    patterns = (compile_pattern("ferry", source) for source in (whole, narrow(whole).encode()))
    found, narrowed = ([match.span() for match in each.finditer(text.encode())] for each in patterns)
    assert narrowed == found


def test_what_is_less_than_an_agency_matches_every_agency() -> None:
    providers = read_providers(load(None).notices.checks / "notices" / "providers.toml")
    (loose,) = providers.loose.values()
    known = [alias for alias in providers.canonical if re2.fullmatch(providers.macros["{agency}"], alias)]
    assert len(known) > 500
    assert all(re2.fullmatch(loose, alias) for alias in known)
