"""The words of reports in each language: one file of texts a language, and what looks them up."""

from graph.languages.catalogue import LANGUAGES, Language, read_language

__all__ = ["LANGUAGES", "Language", "read_language"]
