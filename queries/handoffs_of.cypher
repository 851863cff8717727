// Where does an account or group send people?
// $who: Account or Group  account or group that sends
// contact: Contact        contact on another app
// app: word               app it leads to
// posts: int              its posts that say so; 0 where only its profile does
// first: time             first seen
// last: time              last seen
// accounts: int           accounts in the case that send people there
// groups: int             groups in the case that send people there
MATCH (u:Account|Group {id: $who})-[r:HANDS_OFF]->(c)
RETURN
  c.id AS contact, r.app AS app, r.posts AS posts,
  r.first_seen.epochMillis AS first, r.last_seen.epochMillis AS last,
  COUNT { (c)<-[:HANDS_OFF]-(:Account) } AS accounts,
  COUNT { (c)<-[:HANDS_OFF]-(:Group) } AS groups
ORDER BY posts DESC, contact
