// Which contacts does a group send people to after another that did so fell silent?
// $days: int = 30   longest silence between the two, in days
// old: Group        group that fell silent
// new: Group        group that came after
// contact: Contact  contact that both send people to
// last: time        last post in the old
// first: time       when the new first sent people there
// gap_days: int     days between them
// users: int        groups in the case that send people there: many make it generic
MATCH (o:Group)<-[:IN]-(p:Post)
WITH o, max(p.at.epochMillis) AS last
MATCH (o)-[:HANDS_OFF]->(c)<-[come:HANDS_OFF]-(n:Group)
WITH o, n, c, last, come.first_seen.epochMillis AS first
WHERE last < first
WITH o, n, c, last, first, (first - last) / 86400000 AS gap_days
WHERE gap_days <= $days
RETURN
  o.id AS old, n.id AS new, c.id AS contact, last, first, gap_days,
  COUNT { (c)<-[:HANDS_OFF]-(:Group) } AS users
ORDER BY old, new, contact
