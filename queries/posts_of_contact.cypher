// What do the posts say that name a contact?
// $contact: Contact  contact asked about
// post: Post         post that names it
// at: time           when it was written
// account: Node      who wrote it
// chat: Node         where it stands
// text: text         what it says
//
// A post that files put down to two writers, or two chats, has a row for each.
MATCH (c:Phone|Handle|Invite|Site|Email {id: $contact})<-[:MENTIONS]-(p:Post)
WITH DISTINCT p
OPTIONAL MATCH (p)<-[:POSTED]-(a)
OPTIONAL MATCH (p)-[:IN]->(g)
RETURN DISTINCT p.id AS post, p.at.epochMillis AS at, a.id AS account, g.id AS chat, p.text AS text
ORDER BY at, post, account, chat
