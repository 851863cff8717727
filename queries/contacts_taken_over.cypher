// Which contacts does a group send people to after another that did so fell silent?
// $days: int = 30     longest time between the last post of the old and the first that names the contact in the new
// $most: int = 20     accounts and groups that send people there, at most: of more it tells little
// old: Group          group that fell silent, or was found removed
// new: Group          group that came after
// contact: Contact    contact that both send people to
// last: time          last post in the old
// first: time         when the new first sent people there
// gap_days: int       days between them
// users: int          accounts and groups in the case that send people there: the rarest contact first
//
// A group is silent when the files that hold its posts go on for 14 days or more after its last, and for four times as
// long as it usually took from post to post. A file that ends with the last post shows no silence. Contacts that are
// widely shared or protected are left out.
MATCH (q:Post)-[:RECORDED_IN]->(s:Source)
WITH s, max(q.at.epochMillis) AS until
MATCH (s)<-[:RECORDED_IN]-(p:Post)-[:IN]->(o:Group)
WITH o, max(until) AS read_to, min(p.at.epochMillis) AS begun, max(p.at.epochMillis) AS last, count(DISTINCT p) AS posts
WITH o, last, read_to - last AS silence,
  CASE WHEN posts > 1 THEN 4 * (last - begun) / (posts - 1) ELSE 0 END AS habit,
  COUNT { (o)-[r:CHECKED]->(:Source) WHERE r.state = 'removed' } AS removed
WHERE removed > 0 OR (silence >= 1209600000 AND silence >= habit)
MATCH (o)-[:HANDS_OFF]->(c)<-[come:HANDS_OFF]-(n:Group)
WITH o, n, c, last, come.first_seen.epochMillis AS first, COUNT { (c)<-[:HANDS_OFF]-() } AS users
WHERE last < first AND users <= $most
WITH o, n, c, last, first, users, (first - last) / 86400000 AS gap_days
WHERE gap_days <= $days
RETURN o.id AS old, n.id AS new, c.id AS contact, last, first, gap_days, users
ORDER BY users, gap_days, old, new, contact
