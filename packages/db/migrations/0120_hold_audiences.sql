-- Those of these audiences that are there, held against deletion until the transaction ends. Whether a campaign may start is
-- the same for everybody, so a member who is restricted to artists, to whom audiences don't exist, asks as if they were not.
create function hold_audiences(ids uuid[]) returns setof uuid language sql volatile
  set app.artist_ids to ''
as $$
  select id from audiences where id = any (ids) and deleted_at is null order by id for key share
$$;
revoke execute on function hold_audiences(uuid[]) from public;
grant execute on function hold_audiences(uuid[]) to app_rw;
