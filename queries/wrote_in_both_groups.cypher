// Who wrote in both groups?
// $one: Group        one group
// $other: Group      the other
// account: Account   account that wrote in both
// posts_one: int     its posts in the one
// posts_other: int   its posts in the other
// first_one: time    its first post in the one
// last_one: time     its last post there
// first_other: time  its first post in the other
// last_other: time   its last post there
MATCH (g:Group)<-[:IN]-(p:Post)<-[:POSTED]-(a:Account)
WHERE g.id IN [$one, $other]
WITH a,
  count(DISTINCT CASE WHEN g.id = $one THEN p END) AS posts_one,
  count(DISTINCT CASE WHEN g.id = $other THEN p END) AS posts_other,
  min(CASE WHEN g.id = $one THEN p.at.epochMillis END) AS first_one,
  max(CASE WHEN g.id = $one THEN p.at.epochMillis END) AS last_one,
  min(CASE WHEN g.id = $other THEN p.at.epochMillis END) AS first_other,
  max(CASE WHEN g.id = $other THEN p.at.epochMillis END) AS last_other
WHERE posts_one > 0 AND posts_other > 0
RETURN a.id AS account, posts_one, posts_other, first_one, last_one, first_other, last_other
ORDER BY account
