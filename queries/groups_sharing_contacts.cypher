// Which groups share contacts with a group?
// $group: Group           group asked about
// other: Group            group whose posts name the same contacts
// contacts: int           contacts that stand in posts of both
// which: list of Contact  those contacts
MATCH (g:Group {id: $group})<-[:IN]-(:Post)-[:MENTIONS]->(c:Phone|Handle|Invite|Site|Email)
WITH DISTINCT g, c
MATCH (c)<-[:MENTIONS]-(:Post)-[:IN]->(h:Group)
WHERE h.id <> $group
WITH DISTINCT h, c
ORDER BY c.id
RETURN h.id AS other, count(c) AS contacts, collect(c.id) AS which
ORDER BY contacts DESC, other
