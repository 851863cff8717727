// Which phone numbers have no known country?
// phone: Phone             number as its digits
// countries: list of word  countries it may belong to
// posts: int               posts that name it
// profiles: int            accounts and groups whose profile shows it
MATCH (c:Phone)
WHERE c.id STARTS WITH 'national:'
RETURN
  c.id AS phone,
  COLLECT {
    MATCH (c)<-[r:MENTIONS|SHOWS]-()
    WHERE r.candidates IS NOT NULL
    UNWIND r.candidates AS country
    RETURN DISTINCT country ORDER BY country
  } AS countries,
  COUNT { MATCH (c)<-[:MENTIONS]-(p:Post) RETURN DISTINCT p } AS posts,
  COUNT { MATCH (c)<-[:SHOWS]-(u) RETURN DISTINCT u } AS profiles
ORDER BY posts DESC, phone
