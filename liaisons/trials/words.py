"""What the card of families says that is not measured."""

FIELD = (
    "A figure from made-up worlds ranks methods and sets floors. It promises nothing of a real case, whose evidence, "
    "people and gaps are its own: a finding is a lead with reasons to be checked, never a fact."
)
