// Who names or shows a contact?
// $contact: Contact  contact asked about
// who: Node          account or group
// wrote: int         its posts that name the contact
// holds: int         posts standing in it that name the contact
// shows: bool        whether its profile shows the contact
// first: time        first seen
// last: time         last seen
MATCH (c:Phone|Handle|Invite|Site|Email {id: $contact})
CALL (c) {
  MATCH (c)<-[:MENTIONS]-(p:Post)<-[:POSTED]-(u)
  RETURN u, 'wrote' AS how, p, p.at.epochMillis AS begin, p.at.epochMillis AS final
  UNION ALL
  MATCH (c)<-[:MENTIONS]-(p:Post)-[:IN]->(u:Group)
  RETURN u, 'holds' AS how, p, p.at.epochMillis AS begin, p.at.epochMillis AS final
  UNION ALL
  MATCH (c)<-[r:SHOWS]-(u)
  RETURN u, 'shows' AS how, NULL AS p, r.first_seen.epochMillis AS begin, r.last_seen.epochMillis AS final
}
WITH u,
  count(DISTINCT CASE WHEN how = 'wrote' THEN p END) AS wrote,
  count(DISTINCT CASE WHEN how = 'holds' THEN p END) AS holds,
  count(CASE WHEN how = 'shows' THEN 1 END) AS profiles,
  min(begin) AS first, max(final) AS last
RETURN u.id AS who, wrote, holds, profiles > 0 AS shows, first, last
ORDER BY wrote DESC, holds DESC, who
