// Which invites are shared most?
// $posts: int = 2      fewest posts
// invite: Invite       invite link
// posts: int           posts that name it
// accounts: int        accounts that wrote them
// groups: int          groups in which they stand
// first: time          the first of them
// last: time           the last of them
// opens: list of Node  what it is known to open
MATCH (i:Invite)<-[:MENTIONS]-(p:Post)
OPTIONAL MATCH (p)<-[:POSTED]-(a:Account)
OPTIONAL MATCH (p)-[:IN]->(g:Group)
WITH i, count(DISTINCT p) AS posts, count(DISTINCT a) AS accounts, count(DISTINCT g) AS groups,
  min(p.at.epochMillis) AS first, max(p.at.epochMillis) AS last
WHERE posts >= $posts
RETURN
  i.id AS invite, posts, accounts, groups, first, last,
  COLLECT { MATCH (i)-[:OPENS]->(u) RETURN DISTINCT u.id AS id ORDER BY id } AS opens
ORDER BY posts DESC, groups DESC, invite
