// With whom did an account or number call or text?
// $who: Account or Phone  account or number asked about
// other: Node             the other side
// outgoing: int           calls and texts to it
// incoming: int           calls and texts from it
// seconds: int            seconds spoken
// first: time             the first
// last: time              the last
MATCH (u:Account|Phone {id: $who})-[r:CALLED]-(o)
WITH DISTINCT o, startNode(r).id = $who AS called, r.at.epochMillis AS at, r.how AS how, r.seconds AS seconds
RETURN
  o.id AS other,
  count(CASE WHEN called THEN 1 END) AS outgoing,
  count(CASE WHEN NOT called THEN 1 END) AS incoming,
  sum(coalesce(seconds, 0)) AS seconds, min(at) AS first, max(at) AS last
ORDER BY outgoing + incoming DESC, other
