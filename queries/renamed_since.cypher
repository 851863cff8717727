// Which accounts and groups took a new name since a day?
// $since: time  changes from then on
// who: Node     account or group
// name: name    name that it took
// at: time      when
MATCH (n:Name)<-[r:NAMED]-(u)
WHERE r.how <> 'saved' AND r.from.epochMillis >= $since
RETURN DISTINCT u.id AS who, n.text AS name, r.from.epochMillis AS at
ORDER BY at, who, name
