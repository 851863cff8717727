// What does a file name?
// $file: Source  file asked about
// what: word     kind of thing
// things: int    how many the file names
// stated: int    how many of them it says more of than that
// alone: int     how many no other file names
MATCH (s:Source {id: $file})<-[r:RECORDED_IN]-(n)
RETURN
  head(labels(n)) AS what, count(n) AS things,
  count(CASE WHEN r.stated THEN 1 END) AS stated,
  count(CASE WHEN COUNT { (n)-[:RECORDED_IN]->(:Source) } = 1 THEN 1 END) AS alone
ORDER BY what
