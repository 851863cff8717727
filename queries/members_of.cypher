// Who was in a group?
// $group: Group      group asked about
// member: Node       account, or name where no more is known
// how: list of word  how that is known: joined, invited, created, requested, listed, left, removed
// first: time        first known in it
// last: time         last known in it, or when it left
MATCH (g:Group {id: $group})<-[r:MEMBER_OF]-(u)
WITH u, r.how AS how,
  min(coalesce(r.from, r.first_seen, r.to).epochMillis) AS first,
  max(coalesce(r.to, r.last_seen, r.from).epochMillis) AS last
ORDER BY how
RETURN u.id AS member, collect(how) AS how, min(first) AS first, max(last) AS last
ORDER BY member
