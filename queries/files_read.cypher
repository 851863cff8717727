// Which files were read, and what do they hold?
// file: Source    file
// reader: word    format by which it was read
// exported: time  when it was exported
// complete: bool  whether it was read to its end
// posts: int      posts that it states
// things: int     things that it names, posts among them
// first: time     its first post
// last: time      its last post
MATCH (s:Source)
CALL (s) {
  OPTIONAL MATCH (s)<-[r:RECORDED_IN]-(n)
  RETURN count(DISTINCT n) AS things, count(DISTINCT CASE WHEN r.stated AND n:Post THEN n END) AS posts,
    min(r.at.epochMillis) AS first, max(r.at.epochMillis) AS last
}
RETURN
  s.id AS file, s.reader AS reader, s.exported.epochMillis AS exported, s.complete AS complete,
  posts, things, first, last
ORDER BY file
