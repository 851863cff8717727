// By what steps does one thing lead to another?
// $begin: Account or Group or Contact or Name or Post  where the path begins
// $goal: Account or Group or Contact or Name or Post   where it ends
// $steps: 1..6 = 6                                     longest path
// step: int                                            number of the step
// origin: Node                                         where the step begins
// link: word                                           type of the link
// target: Node                                         where it ends
// neighbours: int                                      things linked with the target: many make it generic
//
// One shortest path, whichever way its links point. Where several are equally short, any of them.
MATCH (b:Account|Group|Phone|Handle|Invite|Site|Email|Name|Post {id: $begin})
MATCH (e:Account|Group|Phone|Handle|Invite|Site|Email|Name|Post {id: $goal})
MATCH path = shortestPath((b)-[:POSTED|IN|FORWARDED_FROM|REPLIES_TO|MEMBER_OF|ADMIN_OF|NAMED|SHOWS|MENTIONS|OPENS|CALLED|HANDS_OFF*..$steps]-(e))
WITH nodes(path) AS passed, relationships(path) AS links
UNWIND range(0, size(links) - 1) AS i
WITH i + 1 AS step, passed[i] AS here, links[i] AS link_here, passed[i + 1] AS next
RETURN
  step, here.id AS origin, type(link_here) AS link, next.id AS target,
  COUNT { MATCH (next)--(n) WHERE NOT n:Source AND NOT n:Finding RETURN DISTINCT n } AS neighbours
ORDER BY step
