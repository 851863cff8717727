"""All subjects, in the order of the page."""

from bench import (
    aliases,
    caviar,
    clusters,
    damage,
    febrl,
    forms,
    handoffs,
    line,
    names,
    projection,
    snapshots,
    successions,
    telegram_dialects,
    whatsapp,
)
from bench.subject import Subject

ROOMS: dict[str, tuple[Subject, ...]] = {
    "The line": (
        *line.SUBJECTS,
        *whatsapp.SUBJECTS,
        *forms.SUBJECTS,
        *telegram_dialects.SUBJECTS,
        *damage.SUBJECTS,
        *snapshots.SUBJECTS,
    ),
    "The analyses": (
        *projection.SUBJECTS,
        *clusters.SUBJECTS,
        *aliases.SUBJECTS,
        *febrl.SUBJECTS,
        *successions.SUBJECTS,
        *names.SUBJECTS,
        *handoffs.SUBJECTS,
        *caviar.SUBJECTS,
    ),
}

SUBJECTS: dict[str, Subject] = {subject.name: subject for some in ROOMS.values() for subject in some}
