-- Pairs that a person judged not to be one: they are no longer named as duplicates.
create table duplicate_dismissals (
  id uuid primary key default uuid_v7(),
  organization_id uuid not null references organizations (id) on delete cascade,
  -- The smaller id first, so that a pair is there once.
  first_artist_id uuid,
  second_artist_id uuid,
  first_track_id uuid,
  second_track_id uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  check (first_artist_id < second_artist_id),
  check (first_track_id < second_track_id),
  check ((first_artist_id is null) = (second_artist_id is null) and (first_track_id is null) = (second_track_id is null)),
  check ((first_artist_id is null) <> (first_track_id is null)),
  foreign key (organization_id, first_artist_id) references artists (organization_id, id) on delete cascade,
  foreign key (organization_id, second_artist_id) references artists (organization_id, id) on delete cascade,
  foreign key (organization_id, first_track_id) references tracks (organization_id, id) on delete cascade,
  foreign key (organization_id, second_track_id) references tracks (organization_id, id) on delete cascade
);
create unique index duplicate_dismissals_artists_key
  on duplicate_dismissals (organization_id, first_artist_id, second_artist_id);
create unique index duplicate_dismissals_tracks_key
  on duplicate_dismissals (organization_id, first_track_id, second_track_id);
create index duplicate_dismissals_second_artist_idx on duplicate_dismissals (organization_id, second_artist_id);
create index duplicate_dismissals_second_track_idx on duplicate_dismissals (organization_id, second_track_id);

call isolate_tenant_tables();
call add_timestamp_triggers();
grant select, insert, delete on duplicate_dismissals to app_rw;

-- A member who is restricted to some artists sees it of pairs that are theirs.
create policy member_artists on duplicate_dismissals as restrictive to app_rw
  using (case when (select current_artists()) is null then true else
    (first_artist_id = any ((select current_artists())::uuid[]) and second_artist_id = any ((select current_artists())::uuid[]))
    or (first_track_id in (select id from tracks) and second_track_id in (select id from tracks)) end)
  with check (case when (select current_artists()) is null then true else
    (first_artist_id = any ((select current_artists())::uuid[]) and second_artist_id = any ((select current_artists())::uuid[]))
    or (first_track_id in (select id from tracks) and second_track_id in (select id from tracks)) end);
