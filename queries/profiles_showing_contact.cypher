// Whose profile shows a contact?
// $contact: Contact  contact asked about
// who: Node          account or group
// place: word        profile, card, address-book or export (the exporter's own number)
// app: word          app it leads to
// first: time        first seen there
// last: time         last seen there
MATCH (c:Phone|Handle|Invite|Site|Email {id: $contact})<-[r:SHOWS]-(u)
RETURN
  u.id AS who, r.where AS place, r.app AS app,
  min(r.first_seen.epochMillis) AS first, max(r.last_seen.epochMillis) AS last
ORDER BY who, place, app
