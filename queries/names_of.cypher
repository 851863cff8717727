// Which names did an account or group bear, and when?
// $who: Account or Group  account or group that bore them
// name: name              name as it was written
// first: time             begin of the spell, or first seen
// last: time              end of the spell, or last seen
// how: list of word       how it is known: seen, event (a rename), history (a list of former names)
//
// A name that came back has two rows. Names saved in address books are not among them.
MATCH (u:Account|Group {id: $who})
CALL (u) {
  MATCH (u)-[r:NAMED]->(n:Name)
  WHERE r.how <> 'saved'
  UNWIND [
    {at: r.to.epochMillis, order: 0},
    {at: r.first_seen.epochMillis, order: 1},
    {at: r.last_seen.epochMillis, order: 1},
    {at: r.from.epochMillis, order: 2}
  ] AS moment
  WITH n.text AS name, r.how AS how, moment.at AS at, moment.order AS turn
  WHERE at IS NOT NULL
  WITH name, at, min(turn) + max(turn) AS turn, collect(how) AS how
  ORDER BY at, turn, name
  WITH collect({name: name, at: at, how: how}) AS seen
  UNWIND range(0, size(seen) - 1) AS i
  WITH seen, i
  WHERE i = 0 OR seen[i].name <> seen[i - 1].name
  WITH seen, collect(i) AS begins
  UNWIND range(0, size(begins) - 1) AS k
  WITH seen, begins[k] AS begin, CASE WHEN k + 1 < size(begins) THEN begins[k + 1] ELSE size(seen) END - 1 AS final
  UNWIND range(begin, final) AS i
  UNWIND seen[i].how AS how
  WITH DISTINCT seen[begin].name AS name, seen[begin].at AS first, seen[final].at AS last, how
  ORDER BY how
  RETURN name, first, last, collect(how) AS how
  UNION ALL
  MATCH (u)-[r:NAMED]->(n:Name)
  WHERE r.how <> 'saved'
  WITH n.text AS name, r.how AS how,
    max(coalesce(r.from, r.to, r.first_seen, r.last_seen).epochMillis) AS dated
  ORDER BY how
  WITH name, max(dated) AS dated, collect(how) AS how
  WHERE dated IS NULL
  RETURN name, NULL AS first, NULL AS last, how
}
RETURN name, first, last, how
ORDER BY first, last, name
