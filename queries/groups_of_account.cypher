// In which groups was an account?
// $account: Account  account asked about
// group: Group       group that it wrote in, belonged to or ran
// how: list of word  wrote, admin, or how it is known to have been a member
// posts: int         its posts there
// first: time        first known there
// last: time         last known there
MATCH (a:Account {id: $account})
CALL (a) {
  MATCH (a)-[:POSTED]->(p:Post)-[:IN]->(g:Group)
  RETURN g, 'wrote' AS how, p, p.at.epochMillis AS begin, p.at.epochMillis AS final
  UNION ALL
  MATCH (a)-[r:MEMBER_OF]->(g:Group)
  RETURN g, r.how AS how, NULL AS p,
    coalesce(r.from, r.first_seen, r.to).epochMillis AS begin, coalesce(r.to, r.last_seen, r.from).epochMillis AS final
  UNION ALL
  MATCH (a)-[r:ADMIN_OF]->(g:Group)
  RETURN g, 'admin' AS how, NULL AS p,
    coalesce(r.from, r.first_seen, r.to).epochMillis AS begin, coalesce(r.to, r.last_seen, r.from).epochMillis AS final
}
WITH g, how, count(DISTINCT p) AS posts, min(begin) AS first, max(final) AS last
ORDER BY how
RETURN g.id AS group, collect(how) AS how, sum(posts) AS posts, min(first) AS first, max(last) AS last
ORDER BY posts DESC, group
