// Which handles and invites led to an account or group?
// $who: Account or Group  account or group asked about
// handle: Contact         handle or invite
// first: time             first seen
// last: time              last seen
// posts: int              posts that name it
// accounts: int           accounts that wrote them
MATCH (u:Account|Group {id: $who})<-[r:OPENS]-(c)
WITH c,
  min(coalesce(r.from, r.first_seen, r.to).epochMillis) AS first,
  max(coalesce(r.to, r.last_seen, r.from).epochMillis) AS last
RETURN
  c.id AS handle, first, last,
  COUNT { MATCH (c)<-[:MENTIONS]-(p:Post) RETURN DISTINCT p } AS posts,
  COUNT { MATCH (c)<-[:MENTIONS]-(:Post)<-[:POSTED]-(a:Account) RETURN DISTINCT a } AS accounts
ORDER BY first, handle
