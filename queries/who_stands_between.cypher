// Who stands between the others in the calls of a period?
// $since: time = null    only calls from then on
// $until: time = null    only calls before that
// $stated: bool = false  whether ties that somebody states count too, of any time
// $most: int = 50        most rows
// who: Node          account or number
// partners: int      others whom it called, texted or is said to know, or the other way round
// calls: int         calls and texts with them
// between: float     share of the shortest ways between two others that run over it, from 0 to 1
// rank: int          its place by that; of equals all have the first
// rank_from: int     its best place when one tenth of the pairs is left out, twenty times
// rank_to: int       its worst place then
//
// This is where somebody stands in what was collected, and says nothing of orders or of who is in charge: whose calls
// were recorded stands between others more than who was never listened to. Where ranges overlap, the order is open. In
// large networks it is reckoned from a sample of those between whom ways lead.
MATCH (a:Account|Phone)-[r:CALLED|TIED_TO]->(b:Account|Phone)
WHERE
  (type(r) = 'TIED_TO' AND $stated) OR
  (type(r) = 'CALLED' AND ($since IS NULL OR r.at.epochMillis >= $since)
    AND ($until IS NULL OR r.at.epochMillis < $until))
WITH DISTINCT a.id AS caller, b.id AS callee, r.at.epochMillis AS at, r.how AS how
WITH
  CASE WHEN caller < callee THEN caller ELSE callee END AS low,
  CASE WHEN caller < callee THEN callee ELSE caller END AS high, at
WHERE low <> high
RETURN low, high, count(at) AS calls, $most AS most
ORDER BY low, high
