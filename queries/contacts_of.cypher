// Which contacts does an account or group name or show?
// $who: Account or Group  account or group asked about
// contact: Contact        contact
// posts: int              posts that name it: the account's own, or those that stand in the group
// shown: bool             whether the profile shows it
// first: time             first seen
// last: time              last seen
MATCH (u:Account|Group {id: $who})
CALL (u) {
  MATCH (u)-[:POSTED]->(p:Post)-[:MENTIONS]->(c:Phone|Handle|Invite|Site|Email)
  RETURN c, p, p.at.epochMillis AS begin, p.at.epochMillis AS final, 0 AS profile
  UNION ALL
  MATCH (u)<-[:IN]-(p:Post)-[:MENTIONS]->(c:Phone|Handle|Invite|Site|Email)
  WHERE u:Group
  RETURN c, p, p.at.epochMillis AS begin, p.at.epochMillis AS final, 0 AS profile
  UNION ALL
  MATCH (u)-[r:SHOWS]->(c)
  RETURN c, NULL AS p, r.first_seen.epochMillis AS begin, r.last_seen.epochMillis AS final, 1 AS profile
}
WITH c, count(DISTINCT p) AS posts, max(profile) AS profile, min(begin) AS first, max(final) AS last
RETURN c.id AS contact, posts, profile = 1 AS shown, first, last
ORDER BY posts DESC, contact
