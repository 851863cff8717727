// Of which posts do files say different things?
// post: Post    post
// texts: int    texts that files give it
// at: time      when it was written
// edited: time  its last known edit
MATCH (p:Post)-[r:RECORDED_IN]->(:Source)
WHERE r.stated
WITH p, count(DISTINCT r.text) AS texts, max(r.edited.epochMillis) AS edited
WHERE texts > 1
RETURN p.id AS post, texts, p.at.epochMillis AS at, edited
ORDER BY at, post
