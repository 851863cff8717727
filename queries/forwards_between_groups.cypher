// Whose posts does a group pass on?
// $posts: int = 1  fewest posts
// origin: Group    group that the posts came from
// target: Group    group that passes them on
// posts: int       posts passed on
// first: time      the first
// last: time       the last
MATCH (p:Post)-[:FORWARDED_FROM]->(o)
OPTIONAL MATCH (o)-[:IN]->(g:Group)
WITH p, CASE WHEN o:Group THEN o ELSE g END AS source_group
WHERE source_group IS NOT NULL
MATCH (p)-[:IN]->(h:Group)
WHERE h.id <> source_group.id
WITH source_group, h, count(DISTINCT p) AS posts, min(p.at.epochMillis) AS first, max(p.at.epochMillis) AS last
WHERE posts >= $posts
RETURN source_group.id AS origin, h.id AS target, posts, first, last
ORDER BY posts DESC, origin, target
