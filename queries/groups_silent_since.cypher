// Which groups have been silent since a day?
// $since: time  no post from then on
// group: Group  group that was written in before
// last: time    its last post
// first: time   its first post
// posts: int    posts in it
//
// A group whose posts have no time is not among them.
MATCH (g:Group)<-[:IN]-(p:Post)
WITH g, count(DISTINCT p) AS posts, min(p.at.epochMillis) AS first, max(p.at.epochMillis) AS last
WHERE last < $since
RETURN g.id AS group, last, first, posts
ORDER BY last DESC, group
