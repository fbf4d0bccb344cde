"""The rules that raise findings: name, priority, and what an editor would do about one."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["RULES", "Rule"]


@dataclass(frozen=True)
class Rule:
    """One rule; priority 1 is acted on first."""

    name: str
    priority: int
    meaning: str


RULES: dict[str, Rule] = {
    rule.name: rule
    for rule in (
        Rule("uncredited_copy", 1, "An article runs another outlet's text, and no credit was found in it."),
        Rule("changed_quote", 2, "Outlets print one quotation in different words; one of them is not what was said."),
        Rule("sponsored_as_news", 2, "Sponsored or press-release text stands among the news."),
        Rule("automation_unreviewed", 2, "The text says it was made by a machine and not that a person reviewed it."),
        Rule("uncredited_wire", 2, "Two outlets share copy from a common source, and no credit was found."),
        Rule("syndication_notice", 3, "The page says that its text came from a feed or an agency."),
        Rule("aggregated", 3, "The page says its text was collected from other news sources."),
        Rule("vague_sourcing", 3, "Statements rest on nobody in particular: 'reports say', 'analysts suggest'."),
        Rule("unnamed_without_reason", 3, "Unnamed sources are used and no reason for it is given."),
        Rule("second_hand", 3, "The article rests on another outlet's reporting."),
        Rule("one_url_many_bodies", 4, "One address carries different texts: an update, or a fault of the scrape."),
        Rule("one_body_many_urls", 4, "One text of an outlet stands under several addresses."),
        Rule(
            "hidden_characters",
            4,
            "Invisible or look-alike characters stand in the text: mostly left there by an editing system, "
            "sometimes put there to defeat copy search.",
        ),
        Rule("mostly_furniture", 4, "More page furniture than article: a fault of the scrape."),
        Rule(
            "shared_template",
            4,
            "So many articles share one text that it is a template or a fault of the scrape, or one text run widely.",
        ),
        Rule("low_attribution", 4, "Few sentences say where they come from; read it with its parts, it is no verdict."),
        Rule("unattributed_run", 5, "A long run of sentences without attribution."),
        Rule("correction", 5, "The article carries a correction or an update note."),
    )
}
"""Every rule by name, most urgent first."""
