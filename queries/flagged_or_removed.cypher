// What do files say was flagged, removed or made private?
// $state: word = null  only this state: flagged, removed or private
// thing: Node          account, group, post or contact
// state: word          its state
// at: time             when
// by: name             who says so
// why: text            reason given
// flags: int           how often it was flagged
MATCH (:Source)<-[r:CHECKED]-(n)
WHERE r.state IN ['flagged', 'removed', 'private'] AND ($state IS NULL OR r.state = $state)
RETURN DISTINCT n.id AS thing, r.state AS state, r.at.epochMillis AS at, r.by AS by, r.why AS why, r.flags AS flags
ORDER BY at, thing, state, by, why, flags
