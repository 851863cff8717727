// Who answers an account?
// $account: Account  account asked about
// who: Node          account or group that answers
// posts: int         its posts that answer
// first: time        the first
// last: time         the last
MATCH (a:Account {id: $account})-[:POSTED]->(:Post)<-[:REPLIES_TO]-(p:Post)<-[:POSTED]-(u)
WHERE u.id <> $account
RETURN u.id AS who, count(DISTINCT p) AS posts, min(p.at.epochMillis) AS first, max(p.at.epochMillis) AS last
ORDER BY posts DESC, who
