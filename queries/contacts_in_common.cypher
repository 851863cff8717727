// Which contacts do two accounts or groups have in common?
// $one: Account or Group    one of them
// $other: Account or Group  the other
// contact: Contact          contact that both name or show
// posts_one: int            posts of, or in, the one that name it
// posts_other: int          posts of, or in, the other that name it
// accounts: int             accounts in the case that name it in a post
MATCH (u:Account|Group)
WHERE u.id IN [$one, $other]
CALL (u) {
  MATCH (u)-[:POSTED]->(p:Post)-[:MENTIONS]->(c:Phone|Handle|Invite|Site|Email)
  RETURN c, p
  UNION ALL
  MATCH (u)<-[:IN]-(p:Post)-[:MENTIONS]->(c:Phone|Handle|Invite|Site|Email)
  WHERE u:Group
  RETURN c, p
  UNION ALL
  MATCH (u)-[:SHOWS]->(c)
  RETURN c, NULL AS p
}
WITH c, count(DISTINCT u) AS users,
  count(DISTINCT CASE WHEN u.id = $one THEN p END) AS posts_one,
  count(DISTINCT CASE WHEN u.id = $other THEN p END) AS posts_other
WHERE users = 2
RETURN
  c.id AS contact, posts_one, posts_other,
  COUNT { MATCH (c)<-[:MENTIONS]-(:Post)<-[:POSTED]-(a:Account) RETURN DISTINCT a } AS accounts
ORDER BY accounts, contact
