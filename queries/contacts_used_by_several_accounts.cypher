// To which contacts do several accounts send people?
// $accounts: int = 2      fewest accounts
// $most: int = 20         most accounts; a contact of more is generic
// contact: Contact        contact on another app
// accounts: int           accounts that send people there
// which: list of Account  those accounts
// first: time             first seen
// last: time              last seen
MATCH (c)<-[r:HANDS_OFF]-(a:Account)
WITH c, count(a) AS accounts, min(r.first_seen.epochMillis) AS first, max(r.last_seen.epochMillis) AS last
WHERE $accounts <= accounts AND accounts <= $most
RETURN
  c.id AS contact, accounts,
  COLLECT { MATCH (c)<-[:HANDS_OFF]-(a:Account) RETURN a.id AS id ORDER BY id } AS which,
  first, last
ORDER BY accounts DESC, contact
