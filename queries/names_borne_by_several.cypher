// Which names did several accounts or groups bear?
// $bearers: int = 2    fewest accounts and groups
// name: name           the name
// bearers: int         accounts and groups that bore it
// which: list of Node  those accounts and groups
MATCH (n:Name)<-[r:NAMED]-(u)
WHERE r.how <> 'saved'
WITH n, count(DISTINCT u) AS bearers
WHERE bearers >= $bearers
RETURN
  n.text AS name, bearers,
  COLLECT { MATCH (n)<-[r:NAMED]-(u) WHERE r.how <> 'saved' RETURN DISTINCT u.id AS id ORDER BY id } AS which
ORDER BY bearers DESC, name
