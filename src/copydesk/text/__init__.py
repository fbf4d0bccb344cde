"""Text, split once: lines, sentences and words with offsets into the display text."""

from copydesk.text.body import doc_bounds, segments_labelled, words_labelled, words_of_lines
from copydesk.text.folding import fold
from copydesk.text.keyed import key_lines
from copydesk.text.layout import text
from copydesk.text.quotations import quotations
from copydesk.text.spans import words_inside, words_of_spans

__all__ = [
    "doc_bounds",
    "fold",
    "key_lines",
    "quotations",
    "segments_labelled",
    "text",
    "words_inside",
    "words_labelled",
    "words_of_lines",
    "words_of_spans",
]
