// Which contacts were first seen since a day?
// $since: time      first seen from then on
// contact: Contact  contact
// first: time       its first post, or its first sighting on a profile
// posts: int        posts that name it
// accounts: int     accounts that wrote them
// groups: int       groups in which they stand
//
// A contact whose posts and sightings have no time is not among them.
MATCH (c:Phone|Handle|Invite|Site|Email)
CALL (c) {
  MATCH (c)<-[:MENTIONS]-(p:Post)
  RETURN p.at.epochMillis AS at
  UNION
  MATCH (c)<-[r:SHOWS]-()
  RETURN r.first_seen.epochMillis AS at
}
WITH c, min(at) AS first
WHERE first >= $since
OPTIONAL MATCH (c)<-[:MENTIONS]-(p:Post)
OPTIONAL MATCH (p)<-[:POSTED]-(a:Account)
OPTIONAL MATCH (p)-[:IN]->(g:Group)
RETURN c.id AS contact, first, count(DISTINCT p) AS posts, count(DISTINCT a) AS accounts, count(DISTINCT g) AS groups
ORDER BY first, contact
