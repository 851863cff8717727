// How many posts does an account write, or a group hold, by month?
// $who: Account or Group  account or group asked about
// year: int               year, in UTC
// month: int              month, 1 to 12
// posts: int              posts of that month
//
// Posts without a time are left out.
MATCH (u:Account|Group {id: $who})
CALL (u) {
  MATCH (u)-[:POSTED]->(p:Post)
  WHERE u:Account
  RETURN p
  UNION
  MATCH (u)<-[:IN]-(p:Post)
  WHERE u:Group
  RETURN p
}
WITH p
WHERE p.at IS NOT NULL
RETURN p.at.year AS year, p.at.month AS month, count(p) AS posts
ORDER BY year, month
