// How much is known of each platform?
// platform: word  platform
// accounts: int   accounts
// groups: int     groups, channels and chats
// handles: int    handles that are named or held
// posts: int      posts
MATCH (n:Account|Group|Handle|Post)
RETURN
  n.platform AS platform,
  count(CASE WHEN n:Account THEN 1 END) AS accounts,
  count(CASE WHEN n:Group THEN 1 END) AS groups,
  count(CASE WHEN n:Handle THEN 1 END) AS handles,
  count(CASE WHEN n:Post THEN 1 END) AS posts
ORDER BY platform
