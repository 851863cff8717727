// When was a contact first and last seen?
// $contact: Contact  contact asked about
// posts: int         posts that name it
// accounts: int      accounts that wrote them
// groups: int        groups in which they stand
// first_post: time   the first of them
// last_post: time    the last of them
// profiles: int      accounts and groups whose profile shows it
// first_shown: time  first seen on a profile
// last_shown: time   last seen on one
MATCH (c:Phone|Handle|Invite|Site|Email {id: $contact})
CALL (c) {
  OPTIONAL MATCH (c)<-[:MENTIONS]-(p:Post)
  OPTIONAL MATCH (p)<-[:POSTED]-(a:Account)
  OPTIONAL MATCH (p)-[:IN]->(g:Group)
  RETURN count(DISTINCT p) AS posts, count(DISTINCT a) AS accounts, count(DISTINCT g) AS groups,
    min(p.at.epochMillis) AS first_post, max(p.at.epochMillis) AS last_post
}
CALL (c) {
  OPTIONAL MATCH (c)<-[r:SHOWS]-(u)
  RETURN count(DISTINCT u) AS profiles,
    min(r.first_seen.epochMillis) AS first_shown, max(r.last_seen.epochMillis) AS last_shown
}
RETURN posts, accounts, groups, first_post, last_post, profiles, first_shown, last_shown
ORDER BY posts
