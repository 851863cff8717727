// Which accounts ran several groups?
// $groups: int = 2      fewest groups
// account: Account      account
// groups: int           groups that it ran
// which: list of Group  those groups
MATCH (a:Account)-[:ADMIN_OF]->(g:Group)
WITH a, count(DISTINCT g) AS groups
WHERE groups >= $groups
RETURN
  a.id AS account, groups,
  COLLECT { MATCH (a)-[:ADMIN_OF]->(g:Group) RETURN DISTINCT g.id AS id ORDER BY id } AS which
ORDER BY groups DESC, account
