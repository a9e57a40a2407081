-- Artists and tracks that turned out to be one. What was merged away is deleted and keeps saying into what: its facts stay
-- its own in the document store and are read with those of the other one, so the purge passes it over.
alter table artists
  add column merged_into uuid,
  add check (merged_into is null or deleted_at is not null),
  add foreign key (organization_id, merged_into) references artists (organization_id, id) on delete set null (merged_into);
create index artists_merged_into_idx on artists (organization_id, merged_into);
alter table tracks
  add column merged_into uuid,
  add check (merged_into is null or deleted_at is not null),
  add foreign key (organization_id, merged_into) references tracks (organization_id, id) on delete set null (merged_into);
create index tracks_merged_into_idx on tracks (organization_id, merged_into);

drop policy purge on artists;
create policy purge on artists to app_worker using (deleted_at is not null and merged_into is null) with check (false);
drop policy purge on tracks;
create policy purge on tracks to app_worker using (deleted_at is not null and merged_into is null) with check (false);

-- Every merge with its moments, so that a question as of an earlier day is answered as it was then.
create table catalogue_merges (
  id uuid primary key default uuid_v7(),
  organization_id uuid not null references organizations (id) on delete cascade,
  from_artist_id uuid,
  into_artist_id uuid,
  from_track_id uuid,
  into_track_id uuid,
  merged_at timestamptz not null,
  undone_at timestamptz,
  -- What pointed to the one and now points to the other, for undoing.
  moved_campaign_ids uuid[] not null default '{}',
  moved_track_ids uuid[] not null default '{}',
  filled jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  check (from_artist_id <> into_artist_id),
  check (from_track_id <> into_track_id),
  check ((from_artist_id is null) = (into_artist_id is null) and (from_track_id is null) = (into_track_id is null)),
  check ((from_artist_id is null) <> (from_track_id is null)),
  check (undone_at >= merged_at),
  foreign key (organization_id, from_artist_id) references artists (organization_id, id) on delete cascade,
  foreign key (organization_id, into_artist_id) references artists (organization_id, id) on delete cascade,
  foreign key (organization_id, from_track_id) references tracks (organization_id, id) on delete cascade,
  foreign key (organization_id, into_track_id) references tracks (organization_id, id) on delete cascade
);
-- One is merged away once at a time.
create unique index catalogue_merges_from_artist_key on catalogue_merges (organization_id, from_artist_id)
  where undone_at is null;
create unique index catalogue_merges_from_track_key on catalogue_merges (organization_id, from_track_id)
  where undone_at is null;
create index catalogue_merges_from_artist_idx on catalogue_merges (organization_id, from_artist_id);
create index catalogue_merges_into_artist_idx on catalogue_merges (organization_id, into_artist_id);
create index catalogue_merges_from_track_idx on catalogue_merges (organization_id, from_track_id);
create index catalogue_merges_into_track_idx on catalogue_merges (organization_id, into_track_id);

-- Titles and names as duplicates are looked for: without what stands in brackets, guests, spaces and punctuation.
create function title_form(value text) returns text language sql immutable strict parallel safe
  return regexp_replace(
    regexp_replace(
      regexp_replace(search_form(value), '[(\[][^)\]]*[)\]]', '', 'g'),
      '\s(feat|ft|featuring)\M.*$', ''),
    '[[:space:][:punct:]]+', '', 'g');
grant execute on function title_form(text) to app_rw;

call isolate_tenant_tables();
call add_timestamp_triggers();
grant select, insert, update, delete on catalogue_merges to app_rw;

-- A member who is restricted to some artists sees what was merged into theirs.
create policy member_artists on catalogue_merges as restrictive to app_rw
  using (case when (select current_artists()) is null then true else into_artist_id = any ((select current_artists())::uuid[])
    or into_track_id in (select id from tracks) end)
  with check (case when (select current_artists()) is null then true else into_artist_id = any ((select current_artists())::uuid[])
    or into_track_id in (select id from tracks) end);
