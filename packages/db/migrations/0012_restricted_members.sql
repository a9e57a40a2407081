-- A member may be restricted to some of the organization's artists. Their transactions carry the artists in a setting, and
-- what belongs to no artist or to another one does not exist in them. The policies are restrictive: they narrow what the
-- tenant's own policy lets through. Each is a case and no `or`: of an `or` the planner expects one row in two hundred, and then
-- sorts all rows of the tenant instead of walking an index in the order of a list.

-- Null for everybody who is not restricted; an empty list is a member whose last artist is gone, who sees none.
create function current_artists() returns uuid[] language sql stable parallel safe
  return nullif(current_setting('app.artist_ids', true), '')::uuid[];
grant execute on function current_artists() to app_rw, app_auth, app_worker, app_search;

create policy member_artists on artists as restrictive to app_rw
  using (case when (select current_artists()) is null then true else id = any ((select current_artists())::uuid[]) end)
  with check (case when (select current_artists()) is null then true else id = any ((select current_artists())::uuid[]) end);
create policy member_artists on tracks as restrictive to app_rw
  using (case when (select current_artists()) is null then true else artist_id = any ((select current_artists())::uuid[]) end)
  with check (case when (select current_artists()) is null then true else artist_id = any ((select current_artists())::uuid[]) end);
create policy member_artists on campaigns as restrictive to app_rw
  using (case when (select current_artists()) is null then true else artist_id = any ((select current_artists())::uuid[])
    or track_id in (select id from tracks) end)
  with check (case when (select current_artists()) is null then true else artist_id = any ((select current_artists())::uuid[])
    or track_id in (select id from tracks) end);

-- What hangs on a campaign is seen with it: the sub-select is under the policies above.
do $$
declare
  name text;
begin
  foreach name in array array['campaign_goals', 'ad_sets', 'ads'] loop
    execute format(
      'create policy member_artists on %I as restrictive to app_rw '
      'using (case when (select current_artists()) is null then true else campaign_id in (select id from campaigns) end) '
      'with check (case when (select current_artists()) is null then true else campaign_id in (select id from campaigns) end)', name);
  end loop;
end
$$;

-- An account's totals are the whole organization's.
create policy member_artists on ad_accounts as restrictive to app_rw
  using ((select current_artists()) is null) with check ((select current_artists()) is null);

create policy member_artists on imports as restrictive to app_rw
  using (case when (select current_artists()) is null then true
    else (options ->> 'artistId')::uuid = any ((select current_artists())::uuid[])
      or (options ->> 'trackId')::uuid in (select id from tracks) end)
  with check (case when (select current_artists()) is null then true
    else (options ->> 'artistId')::uuid = any ((select current_artists())::uuid[])
      or (options ->> 'trackId')::uuid in (select id from tracks) end);
