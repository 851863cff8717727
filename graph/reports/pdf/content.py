"""What the PDF sets, as plain JSON: every text final, isolated, and such as the fonts can show.

The template lays out and says nothing of its own. Runs are lists of strings, or of pairs of a style and a string.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from graph.answers.quotes import Quote
from graph.answers.things import Thing
from graph.kinds import KINDS, kind_of
from graph.languages import Language
from graph.model import label
from graph.picture.svg import Label, Picture, right_to_left
from graph.reports.blocks import Block, Cards, Changes, Facts, Leads, Plot, Section, Table, Text, name_kind
from graph.reports.html import COUNTED, PAPER, fill_label_count, is_steered
from graph.reports.pdf.glyphs import EVERY, FSI, LRI, Glyphs, break_runs, isolate
from graph.reports.sections.case import describe_news
from graph.views import chances
from graph.views.changes import ChangeSeen
from graph.views.shapes import Lead, Overview, Phrase, Rival, Said, Standing

Run = str | tuple[str, str]
Runs = list[Run]

MOST_LEADS = 200
"""Leads of one PDF: no page is a database. The first of each kind stand in it, the tables of the report hold all."""

MOST_ROWS = 200
"""Rows of one table."""

MOST_MEMBERS = 12
"""Members of a cluster that are named, as in the page."""

WIDTH = 176
"""Of the text on a page, in millimetres."""

LETTER, PADDING = 1.65, 3.0
"""Width of a digit in a table and of what stands around a cell, in millimetres."""

LONGEST_WORD, LONGEST_CELL = 18, 44
"""Characters of words and cells that widen their column."""

PLAIN = "#64748b"
"""Beside a change of what is no finding."""

DIGEST = 12
"""Characters of a SHA-256 that stand below a quote; the table of files has them as well."""


@dataclass(slots=True)
class Content:
    """Makes the content of a PDF, and the pictures beside it."""

    glyphs: Glyphs
    language: Language
    zone: ZoneInfo
    pictures: dict[str, str] = field(default_factory=dict)
    """SVG without labels, by file name."""
    named: set[str] = field(default_factory=set)
    """Ids of leads that links lead to: one that stands in two sections bears its name once."""

    def describe_report(self, view: Overview, sections: Mapping[str, Section]) -> dict[str, Any]:
        """Give all that the template sets."""
        say = self.say
        listed = {key: block for key, one in sections.items() for block in one.blocks if isinstance(block, Leads)}
        shown = share_places({key: len(block.leads) for key, block in listed.items()}, MOST_LEADS)
        placed = {lead.id for key, block in listed.items() for lead in block.leads[: shown[key]]}
        every = sum(block.count for block in listed.values())
        name = self.glyphs.show(view.name)
        head = [say("page.head", number=view.number, at=self.minute(view.made))]
        if view.computed:
            head.append(say("page.computed", at=self.minute(view.computed), news=self.glyphs.show(describe_news(view))))
        else:
            head.append(say("page.not_computed"))
        cut = [say("pdf.cut", shown=len(placed), of=every)] if len(placed) < every else []
        span = [self.day(at) for at in view.span if at]
        return {
            "language": self.language.code,
            "direction": self.language.direction,
            "width": WIDTH,
            "title": say("page.title", name=name, number=view.number),
            "running": say("page.title", name=self.glyphs.show(view.name[:60]), number=view.number),
            "name": isolate(name),
            "head": " ".join(head),
            "hidden": say("page.hidden") if view.hidden else "",
            "told": [isolate(self.glyphs.show(one)) for one in view.told],
            "counts": list(self.counts(view)),
            "span": say("date.span", first=span[0], last=span[1]) if len(span) == 2 else "",
            "notice": say("pdf.notice"),
            "short": say("pdf.short"),
            "contents": say("pdf.contents"),
            "page": say("pdf.page", page="{page}"),
            "cut": cut,
            "foot": say("page.foot", commands=self.apart("liaisons show ID, liaisons log --verify")),
            "sections": [self.describe_section(key, one, placed, shown.get(key, 0)) for key, one in sections.items()],
        }

    def describe_section(self, key: str, section: Section, placed: set[str], leads: int) -> dict[str, Any]:
        """Give a section."""
        return {
            "key": key,
            "title": self.glyphs.show(section.title),
            "count": None if section.count is None else self.number(section.count),
            "blocks": [made for block in section.blocks for made in self.describe_block(block, placed, leads)],
        }

    def describe_block(self, block: Block, placed: set[str], leads: int) -> Iterator[dict[str, Any]]:
        """Yield a block, and what is told of the rest of it."""
        match block:
            case Text():
                yield {"is": "text", "says": self.runs(block.says)}
            case Cards():
                yield {"is": "cards", "cards": [self.describe_card(lead, placed) for lead in block.leads]}
            case Changes():
                yield {"is": "cards", "cards": [self.describe_change(one, placed) for one in block.changes]}
            case Leads():
                for lead in block.leads[:leads]:
                    yield {"is": "lead", **self.describe_lead(lead)}
                if leads < block.count:
                    yield self.note(self.say("page.shown", shown=leads, count=block.count, file="findings.parquet"))
            case Plot():
                yield {"is": "plot", "caption": self.glyphs.show(block.caption), **self.describe_picture(block.picture)}
            case Table():
                yield from self.describe_table(block)
            case Facts():
                pairs = [(self.glyphs.show(term), self.runs(says)) for term, says in block.pairs]
                yield {"is": "facts", "pairs": pairs}

    def note(self, says: str) -> dict[str, Any]:
        """Give a sentence of ours as a block."""
        return {"is": "text", "says": [says]}

    # Leads

    def describe_card(self, lead: Lead, placed: set[str]) -> dict[str, Any]:
        """Give a lead in short."""
        quote = lead.quote
        return {
            "kind": name_kind(self.language, lead.kind),
            "colour": kind_of(lead.kind).colours[0],
            "meta": [*self.meta(lead, full=False), *self.lives(lead)],
            "says": self.runs(lead.says),
            "quote": self.quoted(quote) if quote and quote.post else None,
            "source": self.source(quote) if quote and not quote.post else [],
            "lines": [],
            "reasons": [],
            "to": f"lead-{lead.id}" if lead.id in placed else None,
        }

    def describe_change(self, one: ChangeSeen, placed: set[str]) -> dict[str, Any]:
        """Give a change in short."""
        reasons = [
            {"weight": self.weight(bits), "way": way_of(bits), "says": [*self.runs(says), *([] if how == "new" else
             [("soft", f" {self.say(f'moved.{how}')}")])], "quotes": [], "more": ""}
            for how, bits, says in one.reasons
        ]  # fmt: skip
        lines = [self.runs(line) for line in one.lines]
        if one.more:
            lines.append([("soft", self.say("count.more", n=one.more))])
        if one.note:
            lines.append([("soft", self.glyphs.show(one.note))])
        return {
            "kind": name_kind(self.language, one.kind),
            "colour": KINDS[one.kind].colours[0] if one.kind in KINDS else PLAIN,
            "meta": [("tag", self.say(f"tag.{one.tag.replace(' ', '-')}"))],
            "says": self.runs(one.says),
            "quote": None,
            "source": [],
            "lines": lines,
            "reasons": reasons,
            "to": f"lead-{one.id}" if one.id in placed and one.here else None,
        }

    def describe_lead(self, lead: Lead) -> dict[str, Any]:
        """Give a lead with its reasons, their quotes, and what speaks for another answer."""
        say = self.say
        show = f"liaisons show {lead.id}"
        judged = lead.judgement
        verdict = judged and say(
            "lead.judged_by",
            verdict=say(f"verdict.{judged.verdict}"),
            who=self.name(judged.who),
            at=self.minute(judged.at),
            why=isolate(self.glyphs.show(judged.why)),
        )
        summed = lead.bits if lead.basis == "inferred" and not lead.holds_members and len(lead.reasons) > 1 else 0
        name = "" if lead.id in self.named else f"lead-{lead.id}"
        self.named.add(lead.id)
        return {
            "name": name,
            "colour": kind_of(lead.kind).colours[0],
            "says": self.runs(lead.says),
            "meta": [*self.meta(lead, full=True), *self.lives(lead), ("code", self.apart(lead.id))],
            "verdict": verdict,
            "reasons": [self.describe_reason(one, lead.id) for one in lead.reasons],
            "sum": [self.weight(summed), say("lead.in_all")] if summed else None,
            "more": say("lead.more_reasons", n=lead.more, command=self.apart(show)) if lead.more else "",
            "notes": [self.runs(one) for one in lead.notes],
            "rival": lead.rival and self.describe_rival(lead.rival, lead),
            "members": list(self.describe_members(lead, show)),
        }

    def describe_reason(self, reason: Said, id: str) -> dict[str, Any]:
        """Give a reason with its weight and quotes."""
        command = self.apart(f"liaisons show {id}")
        return {
            "weight": self.weight(reason.weight) if reason.weight else "",
            "way": way_of(reason.weight),
            "says": self.runs(reason.says),
            "quotes": [{"quote": self.quoted(one), "source": self.source(one)} for one in reason.quotes],
            "more": self.say("lead.more", n=reason.more, command=command) if reason.more else "",
        }

    def describe_rival(self, rival: Rival, lead: Lead) -> dict[str, Any]:
        """Give the next best answer beside this one."""
        return {
            "title": self.say("lead.rival"),
            "says": self.runs(rival.says),
            "heads": [
                [*self.name_runs(rival.mine), ("soft", f" {self.weight(lead.bits)}")],
                [*self.name_runs(rival.thing.name), ("soft", f" {self.weight(rival.bits)}")],
            ],
            "none": self.say("lead.rival_nothing"),
            "rows": [
                [[self.describe_reason(one, lead.id) for one in side] for side in (row.mine, row.theirs)]
                for row in rival.rows
            ],
        }

    def describe_members(self, lead: Lead, show: str) -> Iterator[Runs]:
        """Yield who is in the core of a cluster and around it, or all members."""
        say = self.say
        if lead.core:
            yield from self.describe_standing(say("lead.core"), lead.core, show)
            yield from self.describe_standing(say("lead.around"), lead.around, show)
        elif lead.holds_members:
            runs: Runs = []
            for thing in lead.subjects:
                runs += [
                    *([say("list.comma")] if runs else []),
                    *self.name_runs(thing.name, style=""),
                    *self.life(thing),
                ]
            if (more := lead.size - len(lead.subjects)) > 0:
                filled = self.language.fill("list.more", more, list=runs, n=list[Run]([self.number(more)]))
                runs = [run for part in filled for run in ([part] if isinstance(part, str) else part)]
            yield runs

    def describe_standing(self, title: str, places: Sequence[Standing], show: str) -> Iterator[Runs]:
        """Yield the members of one part of a cluster, each with what puts it there."""
        if not places:
            return
        runs: Runs = [("tag", title), ": "]
        for at, one in enumerate(places[:MOST_MEMBERS]):
            says = self.runs(one.says)
            runs += [
                *([self.say("list.semicolon")] if at else []),
                *self.name_runs(one.thing.name, style=""),
                *self.life(one.thing),
            ]
            runs += [" (", *says, ")"]
        if len(places) > MOST_MEMBERS:
            more = self.say("lead.more", n=len(places) - MOST_MEMBERS, command=self.apart(f"{show} --all"))
            runs.append(f"{self.say('list.semicolon')}{more}")
        yield runs

    def meta(self, lead: Lead, *, full: bool) -> Iterator[Run]:
        """Yield what the score is worth, how much evidence there is, since when, and what a person judged."""
        say = self.say
        sure = chances.sure(lead.kind, lead.basis, lead.score, lead.parts, self.language)
        yield (lead.basis, self.glyphs.show(sure))
        yield ("", say(f"evidence.{lead.confidence}"))
        if lead.parts.get("close"):
            yield ("warn", say("lead.one_of_two"))
        if full and lead.bits:
            yield ("", self.weight(lead.bits))
        if lead.first and (full or lead.kind == "alias"):
            yield ("", say("lead.since", day=self.day(lead.first)))
        if lead.judgement:
            yield ("tag", say("lead.judged", verdict=say(f"verdict.{lead.judgement.verdict}")))

    def lives(self, lead: Lead) -> Iterator[Run]:
        """Yield which subjects were removed or say little."""
        if not lead.holds_members:
            for thing in lead.subjects:
                if thing.state or thing.mark:
                    yield ("state", f"{self.name(thing.name)} {' '.join(text for _, text in self.life(thing))}")

    def life(self, thing: Thing) -> list[tuple[str, str]]:
        """Give what state a thing was found in, and what mark it bears."""
        state = self.say(f"state.{thing.state}") if thing.state else ""
        if state and thing.state_at:
            state = f"{state} {self.day(thing.state_at)}"
        return [("state", f" {self.glyphs.show(one)}") for one in (state, thing.mark) if one]

    # Quotes

    def quoted(self, quote: Quote) -> dict[str, Any]:
        """Give a quote in its own direction, with what it is a quote for marked."""
        if quote.begin is None:
            runs: Runs = [self.glyphs.show(quote.text)]
        else:
            before, marked, after = (
                self.glyphs.show(part)
                for part in (quote.text[: quote.begin], quote.text[quote.begin : quote.end], quote.text[quote.end :])
            )
            runs = [before, ("mark", isolate(marked, FSI if any(map(str.isalpha, marked)) else LRI)), after]
        rtl = right_to_left(quote.text) if quote.post else self.language.direction == "rtl"
        return {"rtl": rtl, "says": [run for run in runs if run]}

    def source(self, quote: Quote) -> Runs:
        """Give where a quote stands: who, where, when, in which file and at which place in it."""
        say = self.say
        parts: list[str] = []
        if quote.author and quote.chat:
            parts.append(say("quote.of_in", author=self.name(quote.author), chat=self.name(quote.chat)))
        elif quote.author:
            parts.append(self.name(quote.author))
        elif quote.chat and quote.post:
            parts.append(say("quote.in", chat=self.name(quote.chat)))
        if quote.at:
            parts.append(self.minute(quote.at))
        parts += [
            isolate(self.glyphs.show(quote.file)),
            self.apart(quote.sha256[:DIGEST]),
            isolate(self.glyphs.show(quote.place)),
        ]
        if quote.files > 1:
            parts.append(say("quote.files", n=quote.files))
        return [" · ".join(parts)]

    # Pictures and tables

    def describe_picture(self, picture: Picture) -> dict[str, Any]:
        """Give a picture: its shapes in a file beside, its labels as texts that the fonts of the page set."""
        name = f"plot-{len(self.pictures) + 1}.svg"
        self.pictures[name] = picture.svg(labelled=False)
        labels = [self.describe_label(one) for one in picture.labels]
        return {"file": name, "width": picture.width, "height": picture.height, "alt": self.glyphs.show(picture.alt),
                "labels": labels}  # fmt: skip

    def describe_label(self, label: Label) -> dict[str, Any]:
        """Give a label."""
        return {
            "x": round(label.x, 1),
            "y": round(label.y, 1),
            "text": isolate(self.glyphs.show(label.text)),
            "size": label.size,
            "anchor": label.anchor,
            "fill": label.fill,
            "bold": label.bold,
        }

    def describe_table(self, table: Table) -> Iterator[dict[str, Any]]:
        """Yield a table with the shares of its columns, and how many rows are left out."""
        rows = [[break_cell(self.runs(cell)) for cell in row] for row in table.rows[:MOST_ROWS]]
        columns = [self.glyphs.show(one) for one in table.columns]
        yield {
            "is": "table",
            "title": self.glyphs.show(table.title),
            "columns": columns,
            "numeric": sorted(table.numeric),
            "widths": share_width(columns, rows),
            "rows": rows,
        }
        if len(table.rows) > MOST_ROWS:
            yield self.note(self.say("pdf.rows", shown=MOST_ROWS, of=len(table.rows)))

    # Words

    def say(self, key: str, /, **values: str | int) -> str:
        """Give words of ours."""
        return self.language.say(key, **values)

    def counts(self, view: Overview) -> Iterator[Runs]:
        """Yield how many posts, accounts and so on the case has, and files."""
        for cls in COUNTED:
            count = view.counts.get(label(cls), 0)
            number: Run = ("tag", self.number(count))
            yield [*fill_label_count(self.language, cls, count, number)]
        files = len(view.files)
        yield [*self.language.fill("count.file", files, n=("tag", self.number(files)))]

    def runs(self, phrase: Phrase) -> Runs:
        """Give a phrase as runs, each foreign value isolated."""
        found: Runs = []
        for piece in phrase:
            match piece.kind:
                case "contact":
                    found.append(("c", isolate(self.glyphs.show(piece.text), LRI)))
                case "name":
                    found += self.name_runs(piece.text)
                case "text":
                    found.append(self.isolate(piece.text))
                case "time":
                    found.append(self.day(piece.text))
                case "command":
                    found.append(self.apart(piece.text))
                case _:
                    found.append(self.glyphs.show(piece.text))
        return [run for run in found if run]

    def name_runs(self, name: str, style: str = "n") -> Runs:
        """Give a name, and that its direction marks were taken out where it had any."""
        shown = self.isolate(name)
        told: Runs = [("told", f" {self.say('page.steered')}")] if is_steered(name) else []
        return [(style, shown) if style else shown, *told]

    def name(self, name: str) -> str:
        """Give a name within a text of ours."""
        told = f" ({self.say('page.steered')})" if is_steered(name) else ""
        return f"{self.isolate(name)}{told}"

    def isolate(self, text: str) -> str:
        """Give foreign text set apart; of one with hundreds of letters the first, and how many there are."""
        if len(text) <= PAPER["name"]:
            return isolate(self.glyphs.show(text))
        first = isolate(self.glyphs.show(text[: PAPER["name"]]))
        return f"{first}{self.say('pdf.letters', n=len(text))}"

    def apart(self, text: str) -> str:
        """Give numbers, ids and commands so that a line from right to left does not turn them around."""
        shown = self.glyphs.show(text)
        return isolate(shown, LRI) if self.language.direction == "rtl" else shown

    def day(self, at: str) -> str:
        return self.apart(self.language.write_day(at, self.zone))

    def minute(self, at: str) -> str:
        return self.apart(self.language.write_minute(at, self.zone))

    def number(self, number: int) -> str:
        return self.apart(self.language.write_number(number))

    def weight(self, bits: float) -> str:
        """Give a weight in words."""
        if bits == 0:
            return self.say("lead.no_weight")
        number = self.apart(self.language.write_decimal(bits, sign=True))
        return "".join(self.language.fill("lead.weight", 1 if abs(bits) == 1 else abs(bits) + 0.01, n=number))


def way_of(bits: float) -> str:
    """Say which way a reason speaks."""
    return "for" if bits > 0 else "against" if bits < 0 else ""


def share_places(wanted: Mapping[str, int], most: int) -> dict[str, int]:
    """Share so many places among lists: short lists whole, the others alike, none starved by a long one."""
    left, shares = most, dict[str, int]()
    for place, (key, count) in enumerate(sorted(wanted.items(), key=lambda item: (item[1], item[0]))):
        shares[key] = min(count, left // (len(wanted) - place))
        left -= shares[key]
    return {key: shares[key] for key in wanted}


def break_cell(cell: Runs) -> Runs:
    """Let words in a cell break that are longer than its column may be."""
    return [
        break_runs(run, EVERY + 1) if isinstance(run, str) else (run[0], break_runs(run[1], EVERY + 1)) for run in cell
    ]


def share_width(columns: Sequence[str], rows: Sequence[Sequence[Runs]]) -> list[float]:
    """Give the width of each column in millimetres: room for its longest word, and what is left by how long cells are.

    Words break after twelve letters: no column needs more.
    """
    needed, wanted = [], []
    for at, column in enumerate(columns):
        texts = [column, *("".join(run if isinstance(run, str) else run[1] for run in row[at]) for row in rows)]
        word = max(len(word) for text in texts for word in text.split() or [""])
        usual = (sum(map(len, texts)) / len(texts) + max(map(len, texts))) / 2
        needed.append(PADDING + LETTER * min(word, EVERY))
        whole = PADDING + LETTER * min(word, LONGEST_WORD)
        wanted.append(max(LETTER * min(usual, LONGEST_CELL), whole, needed[-1]) - needed[-1] + 1)
    left = WIDTH - sum(needed)
    if left < 0:
        return [round(WIDTH * one / sum(needed), 1) for one in needed]
    return [round(one + left * more / sum(wanted), 1) for one, more in zip(needed, wanted, strict=True)]
