// Which accounts write most?
// $posts: int = 10     fewest posts
// $since: time = null  only posts from then on
// $until: time = null  only posts before that
// account: Account     account
// posts: int           its posts
// groups: int          groups in which they stand
// contacts: int        contacts that they name
// first: time          the first of them
// last: time           the last of them
MATCH (a:Account)-[:POSTED]->(p:Post)
WHERE ($since IS NULL OR p.at.epochMillis >= $since) AND ($until IS NULL OR p.at.epochMillis < $until)
WITH a, collect(DISTINCT p) AS written
WHERE size(written) >= $posts
UNWIND written AS p
OPTIONAL MATCH (p)-[:IN]->(g:Group)
OPTIONAL MATCH (p)-[:MENTIONS]->(c:Phone|Handle|Invite|Site|Email)
RETURN
  a.id AS account, count(DISTINCT p) AS posts, count(DISTINCT g) AS groups, count(DISTINCT c) AS contacts,
  min(p.at.epochMillis) AS first, max(p.at.epochMillis) AS last
ORDER BY posts DESC, account
