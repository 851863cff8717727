// Under which names did others save an account?
// $account: Account  account that was saved
// name: name         name in the address book
// saver: Account     account whose address book it is
// first: time        first seen there
// last: time         last seen there
MATCH (a:Account {id: $account})-[r:NAMED]->(n:Name)
WHERE r.how = 'saved'
RETURN
  n.text AS name, r.by AS saver,
  min(coalesce(r.from, r.first_seen).epochMillis) AS first, max(coalesce(r.to, r.last_seen).epochMillis) AS last
ORDER BY name, saver
