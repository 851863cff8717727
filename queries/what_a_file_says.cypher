// What does a file name?
// $file: Source  file asked about
// what: word     kind of thing
// things: int    how many the file names
// stated: int    how many of them it says more of than that
// alone: int     how many no other file names
MATCH (s:Source {id: $file})<-[r:RECORDED_IN]-(n)
RETURN
  head(labels(n)) AS what, count(DISTINCT n) AS things,
  count(DISTINCT CASE WHEN r.stated THEN n END) AS stated,
  count(DISTINCT CASE WHEN NOT EXISTS { (n)-[other:RECORDED_IN]->(:Source) WHERE other.source <> r.source } THEN n END)
    AS alone
ORDER BY what
