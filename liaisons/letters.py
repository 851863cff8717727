"""Letters: a referral and its correction as plain text, in the order in which their readers need them."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from graph.answers.referrals import Instrument, ReferralAnswer, ReferredPost, ReferredThing
from graph.forms import clean_line

TITLES: Mapping[Instrument, str] = {
    "notice": "Notice of content believed to be illegal (Regulation (EU) 2022/2065, Article 16)",
    "hotline": "Report to a hotline",
    "danger": "Information on a threat to life or safety (Regulation (EU) 2022/2065, Article 18)",
    "order": "Request for data, to be issued by the authority that has the power to",
}

UNKNOWN = "at a time that is not known"


def write_letter(one: ReferralAnswer) -> str:
    """Give a referral as plain text."""
    return "\n".join(line.rstrip() for line in list_lines(one)) + "\n"


def list_lines(one: ReferralAnswer) -> Iterator[str]:
    """Yield the lines of a referral."""
    yield TITLES[one.instrument]
    yield "=" * len(TITLES[one.instrument])
    yield ""
    facts = {
        "To": one.to,
        "Reference": one.case,
        "Made": one.made,
        "From": one.sender,
        "Legal basis": one.legal_basis,
        "Period": " to ".join(one.period),
        "Data": one.data,
        "States concerned": ", ".join(one.states),
    }
    yield from (f"{name}: {clean_line(value)}" for name, value in facts.items() if value)
    yield ""
    yield "Reasons"
    yield "-------"
    yield from map(clean_line, one.reasons.splitlines())
    yield ""
    if one.things:
        yield "What it is about"
        yield "----------------"
        for place, thing in enumerate(one.things, 1):
            yield from list_thing_lines(place, thing)
    if one.posts:
        yield "Posts"
        yield "-----"
        yield "Each stands in a file as it was captured; the SHA-256 is that of the file."
        yield ""
        for place, post in enumerate(one.posts, 1):
            yield from list_post_lines(place, post)
    yield "What is inferred was concluded from several observations and may be wrong; if it proves wrong you are told."
    if one.good_faith:
        yield ""
        yield one.good_faith


def list_thing_lines(place: int, thing: ReferredThing) -> Iterator[str]:
    """Yield a thing with its addresses, and what names it."""
    state = f", seen {thing.states}" if thing.states else ""
    yield f"{place}. {thing.what} {clean_line(thing.id)}{state}"
    yield from (f"   {address}" for address in thing.addresses)
    if not thing.addresses:
        yield "   no address follows from what was read: it is known by this id alone"
    yield from (f"   named for: {clean_line(text)}" for text in thing.stands_on)
    yield ""


def list_post_lines(place: int, post: ReferredPost) -> Iterator[str]:
    """Yield a post with its address, its text and its file."""
    yield f"{place}. {post.address or clean_line(post.id)}"
    yield f"   written {post.at or UNKNOWN}; captured {post.captured or UNKNOWN}"
    yield f"   {clean_line(post.text)}"
    yield f"   SHA-256 {post.sha256}, {clean_line(post.place)}"
    yield ""


def write_correction(
    original: Mapping[str, Any], turned: Mapping[str, str], why: str, text: Callable[[str], str]
) -> str:
    """Give the letter that takes back what a referral said; ``turned`` has the findings and what became of each."""
    title = f"Correction of {original['case']}"
    lines = [title, "=" * len(title), "", f"To: {clean_line(original['to'])}", f"Sent on: {original['made']}", ""]
    lines += ["What we wrote to you then does not hold as we said it:", ""]
    for thing in original["things"]:
        wrong = [said for said in thing["stands_on"] for finding in turned if f"(finding {finding}, " in said]
        if wrong:
            lines += [
                f"- {thing['what']} {clean_line(thing['id'])}",
                *(f"  {address}" for address in thing["addresses"]),
            ]
            lines += [f"  {clean_line(said)}" for said in wrong]
    lines += [
        "",
        *(f"Finding {finding}: {how}." for finding, how in turned.items()),
        "",
        "Why: " + clean_line(text(why)),
    ]
    lines += ["", "Please treat it so, and tell whomever you passed it on to."]
    return "\n".join(lines) + "\n"
