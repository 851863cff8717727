// Who was a member of both groups?
// $one: Group              one group
// $other: Group            the other
// member: Node             account, or name where no more is known
// how_one: list of word    how it is known to have been in the one
// how_other: list of word  how it is known to have been in the other
MATCH (g:Group {id: $one})<-[:MEMBER_OF]-(u)
WITH DISTINCT g, u
MATCH (u)-[:MEMBER_OF]->(h:Group {id: $other})
WITH DISTINCT g, u, h
RETURN
  u.id AS member,
  COLLECT { MATCH (u)-[r:MEMBER_OF]->(g) RETURN DISTINCT r.how AS how ORDER BY how } AS how_one,
  COLLECT { MATCH (u)-[r:MEMBER_OF]->(h) RETURN DISTINCT r.how AS how ORDER BY how } AS how_other
ORDER BY member
