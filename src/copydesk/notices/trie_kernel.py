"""The compiled walk through a trie of pieces; twin of ``trie.Trie.walk``."""

from __future__ import annotations

from typing import Any

from copydesk.notices.byte_kernels import code_at
from copydesk.notices.trie import ANYWHERE, AT_BOUNDARY, DIGIT_CLASS, PARTS
from copydesk.text.compiling import inlined, lean

__all__ = ["find_pieces"]


@lean
def _may_stand(edge: int, beyond: int) -> Any:
    if edge == ANYWHERE or beyond in PARTS:
        return True
    letter = 97 <= beyond <= 122 or 48 <= beyond <= 57
    return edge == AT_BOUNDARY and not letter


@lean
def _step(node: int, step: int, top: Any, bounds: Any, steps: Any, nodes: Any) -> Any:
    """The node after ``node``; 0 where there is none."""
    if node < len(top) and step < 128:
        return top[node, step]
    low, high = bounds[node], bounds[node + 1]
    while high - low > 4:
        middle = (low + high) // 2
        if steps[middle] <= step:
            low = middle
        else:
            high = middle
    for place in range(low, high):
        if steps[place] == step:
            return nodes[place]
    return 0


@inlined
def _stands(codes: Any, size: int, start: int, end: int, edges: Any, stop: int) -> Any:
    """Whether the piece ``stop`` may stand from ``start`` to ``end``."""
    before = int(codes[start - 1]) if start > 0 else -1
    after = int(codes[end]) if end < size else -1
    return _may_stand(edges[stop, 0], before) and _may_stand(edges[stop, 1], after)


@inlined
def _follow(
    codes: Any, size: int, node: int, at: int, top: Any, bounds: Any, steps: Any, nodes: Any, room: Any, depth: int
) -> Any:
    """Add the nodes after ``node``, and where the next character stands, to ``room``: how many there are."""
    if at < size:
        code = int(codes[at])
        following = _step(node, code, top, bounds, steps, nodes)
        if following:
            room[0, depth], room[1, depth], depth = following, at + 1, depth + 1
        following = _step(node, DIGIT_CLASS, top, bounds, steps, nodes) if 48 <= code <= 57 else 0
        if following:
            room[0, depth], room[1, depth], depth = following, at + 1, depth + 1
    return depth


@inlined
def _read(data: Any, first: int, last: int, plain: Any, folded: Any, codes: Any) -> Any:
    """Write the folded characters of a form to ``codes``: how many, and how many words rules may see there, up to 2."""
    count, at, told, parted = 0, first, False, False
    while at < last:
        code, size = code_at(data, at)
        spoken = plain[code]
        parted |= spoken == 32 or spoken == 95
        told |= spoken >= 48 and spoken != 95
        codes[count] = folded[spoken]
        count, at = count + 1, at + size
    return count, told * (1 + parted)


@lean
def find_pieces(
    data: Any, forms: Any, plain: Any, folded: Any, top: Any, bounds: Any, steps: Any, nodes: Any, stops: Any,
    pieces: Any, edges: Any, codes: Any, room: Any, words: Any, found: Any,
) -> Any:  # fmt: skip
    """Write the form and the piece of each piece that stands in a form, shape (2, room); returns how many.

    Form i is ``data[forms[i]:forms[i + 1]]``; ``words`` takes how many are in each (see ``forms.Held``). The trie is
    that of ``trie.PackedTrie``; ``codes`` is room for the longest form, ``room``, shape (2, n), for two steps more than
    the longest piece has. Counts on when there is no room for what is found.
    """
    count = 0
    for form in range(len(forms) - 1):
        size, words[form] = _read(data, forms[form], forms[form + 1], plain, folded, codes)
        for start in range(size):
            room[0, 0], room[1, 0], depth = 0, start, 1
            while depth:
                depth -= 1
                node, at = room[0, depth], room[1, depth]
                for stop in range(stops[node], stops[node + 1]):
                    if _stands(codes, size, start, at, edges, stop):
                        if count < found.shape[1]:
                            found[0, count], found[1, count] = form, pieces[stop]
                        count += 1
                depth = _follow(codes, size, node, at, top, bounds, steps, nodes, room, depth)
    return count
