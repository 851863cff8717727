// Who was last known in one group before being first known in another?
// $old: Group       group that was left or fell silent
// $new: Group       group that came after
// account: Account  account
// last: time        last known in the old: a post, a list, or leaving
// first: time       first known in the new: a post, a list, or joining
// gap_days: int     days between them
MATCH (g:Group)
WHERE g.id IN [$old, $new]
CALL (g) {
  MATCH (g)<-[:IN]-(p:Post)<-[:POSTED]-(a:Account)
  RETURN a, p.at.epochMillis AS at
  UNION
  MATCH (g)<-[r:MEMBER_OF]-(a:Account)
  UNWIND [r.from.epochMillis, r.first_seen.epochMillis, r.last_seen.epochMillis, r.to.epochMillis] AS at
  RETURN a, at
}
WITH a,
  max(CASE WHEN g.id = $old THEN at END) AS last,
  min(CASE WHEN g.id = $new THEN at END) AS first
WHERE last < first
RETURN a.id AS account, last, first, (first - last) / 86400000 AS gap_days
ORDER BY gap_days, account
