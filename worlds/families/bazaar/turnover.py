"""What becomes of offices in two years: renamed, sold, closed, opened next door; and clerks who move."""

from worlds.families.bazaar import words
from worlds.families.bazaar.market import DAY, END, Follow, Office, Stint
from worlds.families.bazaar.people import People


def live_two_years(people: People) -> None:
    """Sell, rename and close offices; let clerks move."""
    for office in list(people.market.offices):
        if any(stint.role == "brother" for stint in office.staff) and people.happens("split"):
            split_office(people, office, people.moment(0.2, 0.7))
        if people.happens("renamed"):
            rename_office(people, office, people.moment())
        elif people.happens("sold"):
            sell_office(people, office, people.moment())
        if people.chance.random() < people.rates["closed"] * (1.0 if office.smuggles else 0.1):
            close_office(people, office, people.moment(0.25, 0.85))
    for office in list(people.market.offices):
        for stint in list(office.staff):
            if stint.role == "clerk" and stint.end == END and people.happens("moves"):
                move_clerk(people, office, stint, people.moment(0.15, 0.85))


def rename_office(people: People, office: Office, at: int) -> None:
    """Give an office another name; page and staff follow one by one, or not."""
    old = office.name_at(at)
    fitting = [trade for trade in words.TRADES if trade[0] == office.trade]
    trade = people.chance.choice(fitting if people.chance.random() < 0.85 else words.TRADES)
    new = people.name_office(office.tongue, trade, office.town)
    office.names.append((at, new))
    for account in (*office.voices, *(account for stint in office.staff for account in stint.hand.accounts)):
        if old in account.names[-1][1] and account.names[-1][0] < at and people.chance.random() < 0.8:
            later = at + people.chance.randint(0, 40) * DAY
            account.names.append((later, account.names[-1][1].replace(old, new)))


def sell_office(people: People, office: Office, at: int) -> None:
    """Let another family buy it: name and numbers may stay, the owner goes."""
    if people.chance.random() < 0.6:
        rename_office(people, office, at)
    for place, (use, number, since, until) in enumerate(office.numbers[:]):
        if until == END and not people.happens("keeps_number"):
            office.numbers[place] = (use, number, since, at)
            office.numbers.append((use, people.numbers.mobile(office.country), at, END))
    for stint in office.staff:
        if stint.role != "clerk":
            stint.end = min(stint.end, at)
    buyer = people.make_hand(office.town, "staff")
    buyer.signs = people.happens("signs")
    people.hire(office, buyer, at, "owner", "")


def split_office(people: People, office: Office, at: int) -> None:
    """Let a brother leave with part of the numbers, clerks and the name; both say they are the firm."""
    chance = people.chance
    brother = next(stint for stint in office.staff if stint.role == "brother")
    again = people.make_office(office.town, -1, at)
    again.smuggles, again.licensed, again.route, again.wording = office.smuggles, False, office.route, office.wording
    again.copied = office.key
    if chance.random() < 0.6:
        name = chance.choice(("{firm} ({who})", "{who} {firm}", "{firm} original")).format(
            firm=office.name_at(at), who=brother.hand.first
        )
        again.names[0] = again.voices[0].names[0] = (at, name)
    if len(office.numbers) > 1:
        use, number, since, _ = office.numbers[1]
        office.numbers[1] = (use, number, since, at)
        again.numbers.append((use, number, at, END))
    for stint in list(office.staff):
        if stint is brother or (stint.role == "clerk" and chance.random() < 0.4):
            stint.end = min(stint.end, at)
            people.hire(again, stint.hand, at, "owner" if stint is brother else "clerk", stint.line)


def close_office(people: People, office: Office, at: int) -> None:
    """Close it for good, or open it next door."""
    office.end, office.closed = at, True
    for voice in office.voices:
        voice.end, voice.removed = at, people.chance.random() < 0.6
    for stint in office.staff:
        stint.end = min(stint.end, at)
    if not people.happens("next_door"):
        return
    begin = at + people.chance.choice((-60, -20, 2, 5, 12, 30, 180)) * DAY
    if begin > END - 40 * DAY:
        return
    owner = office.staff[0].hand
    again = people.make_office(office.town, office.crew if office.smuggles else -1, begin)
    again.smuggles, again.wording, again.route, again.frame = (
        office.smuggles,
        office.wording,
        office.route,
        office.frame,
    )
    again.crew = office.crew
    cousin = people.make_hand(office.town, "staff", owner.last, owner.tongue)
    cousin.signs = True
    if people.chance.random() < 0.5:
        base = office.name_at(at)
        similar = people.chance.choice(
            (f"{base} 2", f"New {base}", f"{cousin.first} {base}", f"{base} {words.TOWNS[office.town][0]}")
        )
        again.names[0] = (begin, similar)
        again.voices[0].names[0] = (begin, similar)
    people.hire(again, cousin, begin, "owner", people.numbers.mobile(office.country))
    for use, number, _, _ in office.numbers:
        if people.happens("keeps_number"):
            again.numbers.append((use, number, max(begin, at - 30 * DAY), END))
    for stint in office.staff:
        if stint.hand.kind == "staff" and stint.hand.accounts and people.chance.random() < 0.55:
            people.hire(again, stint.hand, max(begin, at), "clerk", "")
    page = office.voices[0]
    if page.removed or people.chance.random() < 0.4:
        known_again = again.names[0][1].split()[0] in page.names[0][1]
        people.market.follows.append(
            Follow(
                page.id,
                again.voices[0].id,
                again.names[0][1],
                max(at, begin) + 2 * DAY,
                [stint.hand.accounts[0] for stint in again.staff if stint.hand.accounts],
                f"office{office.crew}",
                known_again,
            )
        )


def move_clerk(people: People, office: Office, stint: Stint, at: int) -> None:
    """Let a clerk go to another office, with the personal line or without."""
    others = [
        other for other in people.market.offices if other.key != office.key and other.begin < at < other.end - 30 * DAY
    ]
    near = [other for other in others if other.town == office.town] or others
    if not near:
        return
    stint.end = at
    target, line = people.chance.choice(near), stint.line
    if line and not people.happens("takes_line"):
        for account in stint.hand.accounts:
            account.numbers = [
                (number, since, min(until, at) if number == line else until) for number, since, until in account.numbers
            ]
            account.shows = [
                (number, since, min(until, at) if number == line else until) for number, since, until in account.shows
            ]
        successor = people.make_hand(office.town, "staff")
        successor.signs, successor.line = stint.hand.signs, ""
        people.hire(office, successor, at, "clerk", line)
        givers, takers = people.writers(stint.hand), people.writers(successor)
        people.market.passed_lines.append((givers[0], takers[0], line))
        stint.hand.line = line = ""
    elif line:
        people.market.passed_lines.append((stint.hand.accounts[0], stint.hand.accounts[0], line))
    people.hire(target, stint.hand, at, "clerk", line)
