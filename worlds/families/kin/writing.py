"""Write a world of families into files, and its truth beside them."""

from pathlib import Path
from random import Random

from worlds.families.kin.chats import Exports
from worlds.families.kin.groups import build_groups
from worlds.families.kin.ledger import Ledger
from worlds.families.kin.people import DAY, build_village
from worlds.families.kin.posts import write_posts
from worlds.families.kin.rates import draw_rates
from worlds.families.kin.sheets import Desk, format_utc
from worlds.families.kin.telling import tell_truth


def write_world(folder: Path, seed: int, size: int) -> int:
    """Write a world into ``folder/case`` and its truth into ``folder/truth.json``; give the number of posts.

    Parameters
    ----------
    folder : where to write; made if it is missing.
    seed : same seed and size give the same bytes; each seed draws its own rates.
    size : accounts in the world; not all of them stand in the files.
    """
    rng = Random(f"kin {seed} {size}")
    rates = draw_rates(rng)
    village = build_village(rng, rates, size)
    scape = build_groups(village)
    talk = write_posts(village, scape)
    ledger = Ledger()
    case = folder / "case"
    case.mkdir(parents=True, exist_ok=True)
    exports = Exports(case, talk, ledger, rng)
    exports.export_groups()
    exports.export_accounts()
    desk = Desk(case, talk, ledger, rng)
    desk.copy_groups()
    desk.copy_walls()
    desk.write_phonebooks()
    desk.look_up_profiles()
    desk.look_up_groups()
    desk.write_calls()
    desk.write_mappings()
    write_answers(case, exports, village.end)
    tell_truth(talk, ledger, seed, size).write(folder / "truth.json")
    return len(ledger.posts)


def write_answers(case: Path, exports: Exports, end: int) -> None:
    """Write what the files do not say of themselves."""
    exported, later = format_utc(end), format_utc(end + DAY)
    parts = [
        f'[[file]]\nmatch = "facebook/**"\nexported = {exported}\ncaptured_how = "copied by hand, group by group"\n',
        f'[[file]]\nmatch = "desk/*.csv"\nexported = {exported}\ncaptured_how = "looked up by hand"\n',
        f'[[file]]\nmatch = "phones/*.csv"\nexported = {exported}\ncaptured_how = "address books of seized phones"\n',
        f'[[file]]\nmatch = "calls/*.csv"\nexported = {later}\ncaptured_how = "records of an operator"\n',
    ]
    for path, at, how, lands in exports.answers:
        regions = ", ".join(f'"{land}"' for land in lands)
        parts.append(
            f'[[file]]\nmatch = "{path}"\nexported = {format_utc(at)}\ncaptured_by = "{how}"\nregions = [{regions}]\n'
        )
    (case / "sources.toml").write_text("\n".join(parts), encoding="utf-8", newline="\n")
