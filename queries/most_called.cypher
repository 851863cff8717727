// Who called, or was called by, most others in a period?
// $since: time = null  only calls from then on
// $until: time = null  only calls before that
// $partners: int = 2   fewest others
// who: Node        account or number
// partners: int    others whom it called or texted, or who did so with it
// callers: int     of them those who called or texted it
// incoming: int    calls and texts from them
// outgoing: int    calls and texts to the others
// first: time      the first
// last: time       the last
//
// Counts are of what was collected: whose own calls were recorded has the most partners, whoever it is.
MATCH (u:Account|Phone)-[r:CALLED]-(o)
WHERE u.id <> o.id AND ($since IS NULL OR r.at.epochMillis >= $since) AND ($until IS NULL OR r.at.epochMillis < $until)
WITH DISTINCT u.id AS who, o.id AS other, endNode(r).id = u.id AS received, r.at.epochMillis AS at, r.how AS how
WITH
  who, count(DISTINCT other) AS partners, count(DISTINCT CASE WHEN received THEN other END) AS callers,
  count(CASE WHEN received THEN 1 END) AS incoming, count(CASE WHEN NOT received THEN 1 END) AS outgoing,
  min(at) AS first, max(at) AS last
WHERE partners >= $partners
RETURN who, partners, callers, incoming, outgoing, first, last
ORDER BY partners DESC, incoming + outgoing DESC, who
