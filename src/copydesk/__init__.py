"""copydesk audits news copy: what is repeated, from where, and whether credit was given."""

from importlib.metadata import PackageNotFoundError, version

__all__ = ["__version__"]

try:
    __version__ = version("copydesk")
except PackageNotFoundError:  # a checkout that was never installed
    __version__ = "0+unknown"
