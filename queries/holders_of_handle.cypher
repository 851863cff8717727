// To whom did a handle or invite lead, and when?
// $handle: Handle or Invite  handle or invite asked about
// holder: Node               account or group that held it
// first: time                begin of the spell, or first seen
// last: time                 end of the spell, or last seen
//
// Who held it, lost it and held it again has two rows.
MATCH (c:Handle|Invite {id: $handle})
CALL (c) {
  MATCH (c)-[r:OPENS]->(u)
  UNWIND [
    {at: r.to.epochMillis, order: 0},
    {at: r.first_seen.epochMillis, order: 1},
    {at: r.last_seen.epochMillis, order: 1},
    {at: r.from.epochMillis, order: 2}
  ] AS moment
  WITH u.id AS holder, moment.at AS at, moment.order AS turn
  WHERE at IS NOT NULL
  WITH holder, at, min(turn) + max(turn) AS turn
  ORDER BY at, turn, holder
  WITH collect({holder: holder, at: at}) AS seen
  UNWIND range(0, size(seen) - 1) AS i
  WITH seen, i
  WHERE i = 0 OR seen[i].holder <> seen[i - 1].holder
  WITH seen, collect(i) AS begins
  UNWIND range(0, size(begins) - 1) AS k
  WITH seen, begins[k] AS begin, CASE WHEN k + 1 < size(begins) THEN begins[k + 1] ELSE size(seen) END - 1 AS final
  RETURN seen[begin].holder AS holder, seen[begin].at AS first, seen[final].at AS last
  UNION ALL
  MATCH (c)-[r:OPENS]->(u)
  WITH u.id AS holder, max(coalesce(r.from, r.to, r.first_seen, r.last_seen).epochMillis) AS dated
  WHERE dated IS NULL
  RETURN holder, NULL AS first, NULL AS last
}
RETURN holder, first, last
ORDER BY first, last, holder
