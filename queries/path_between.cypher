// By what steps does one thing lead to another?
// $begin: Account or Group or Contact or Name or Post  where the way begins
// $goal: Account or Group or Contact or Name or Post   where it ends
// step: int                                            number of the step
// origin: Node                                         where the step begins
// links: list of word                                  types of the links between the two
// basis: word                                          the firmest of them: observed, judged or inferred
// target: Node                                         where the step ends
// count: int                                           links of the target: the more, the less it ties
// generic: word                                        why the target ties few to each other, where the way passes one that does
//
// The way over what few have, whichever way its links point. Public groups, what is widely shared and what has more
// than 40 links are passed only where no other way leads, and that is said. The network page draws the same way.
