// Whom do files say that an account, number or name knows?
// $who: Account or Phone or Name  account, number or name asked about
// other: Node      the other side
// what: word       what the first is to the second, as the file says it
// outgoing: bool   whether the file says it of the one asked about: "brother" of the other
// by: name         who says so, where the file tells
// since: time      since when, where the file tells
// until: time      until when
// seen: time       when it was so, or was said
MATCH (u:Account|Phone|Name {id: $who})-[r:TIED_TO]-(o)
RETURN DISTINCT
  o.id AS other, r.what AS what, startNode(r).id = $who AS outgoing, r.by AS by,
  r.from.epochMillis AS since, r.to.epochMillis AS until, r.last_seen.epochMillis AS seen
ORDER BY other, what, since, until, seen, outgoing, by
