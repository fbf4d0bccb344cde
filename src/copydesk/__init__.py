"""copydesk audits news copy: what is repeated, from where, and whether credit was given."""

__all__ = ["__version__"]

__version__ = "0.1.0"
