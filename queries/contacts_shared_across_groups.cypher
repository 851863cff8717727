// Which contacts stand in the posts of several groups?
// $groups: int = 2      fewest groups
// contact: Contact      contact that the posts name
// groups: int           groups in whose posts it stands
// posts: int            posts that name it there
// first: time           its first post there
// last: time            its last post there
// which: list of Group  those groups
MATCH (c:Phone|Handle|Invite|Site|Email)<-[:MENTIONS]-(p:Post)-[:IN]->(g:Group)
WITH c, count(DISTINCT g) AS groups, count(DISTINCT p) AS posts,
  min(p.at.epochMillis) AS first, max(p.at.epochMillis) AS last
WHERE groups >= $groups
RETURN
  c.id AS contact, groups, posts, first, last,
  COLLECT { MATCH (c)<-[:MENTIONS]-(:Post)-[:IN]->(g:Group) RETURN DISTINCT g.id AS id ORDER BY id } AS which
ORDER BY groups DESC, posts DESC, contact
