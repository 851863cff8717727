// By what steps does one thing lead to another?
// $begin: Account or Group or Contact or Name or Post  where the path begins
// $goal: Account or Group or Contact or Name or Post   where it ends
// $steps: 1..6 = 6                                     longest path
// step: int                                            number of the step
// origin: Node                                         where the step begins
// links: list of word                                  types of the links between the two
// target: Node                                         where the step ends
// neighbours: int                                      things linked with the target: many make it generic
//
// One shortest path, whichever way its links point. Of several that are equally short it may be any.
MATCH (b:Account|Group|Phone|Handle|Invite|Site|Email|Name|Post {id: $begin})
MATCH (e:Account|Group|Phone|Handle|Invite|Site|Email|Name|Post {id: $goal})
MATCH path = shortestPath((b)-[:POSTED|IN|FORWARDED_FROM|REPLIES_TO|MEMBER_OF|ADMIN_OF|NAMED|SHOWS|MENTIONS|OPENS|CALLED|TIED_TO|HANDS_OFF*..$steps]-(e))
WITH nodes(path) AS passed
UNWIND range(0, size(passed) - 2) AS i
WITH i + 1 AS step, passed[i] AS here, passed[i + 1] AS next
RETURN
  step, here.id AS origin,
  COLLECT { MATCH (here)-[r]-(next) RETURN DISTINCT type(r) AS kind ORDER BY kind } AS links,
  next.id AS target,
  COUNT { MATCH (next)--(n) WHERE NOT n:Source AND NOT n:Finding RETURN DISTINCT n } AS neighbours
ORDER BY step
