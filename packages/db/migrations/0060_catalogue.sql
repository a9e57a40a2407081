-- What is kept of artists and tracks, and several tracks of one ISRC.
alter table artists
  add column apple_music_id text check (apple_music_id ~ '^[0-9]{1,20}$'),
  add column artwork_url text check (length(artwork_url) between 1 and 2000),
  -- What is sorted by: folded, so that case and accents don't matter, in the order of code points.
  add column sort_name text collate "C" not null generated always as (search_form(name)) stored;
create unique index artists_apple_music_id_key on artists (organization_id, apple_music_id) where deleted_at is null;

alter table tracks
  add column artwork_url text check (length(artwork_url) between 1 and 2000),
  -- Said by a person: another track with the same ISRC is meant to be there as well.
  add column shares_isrc boolean not null default false,
  add column sort_title text collate "C" not null generated always as (search_form(title)) stored;
drop index tracks_isrc_key;
create unique index tracks_isrc_key on tracks (organization_id, isrc) where deleted_at is null and not shares_isrc;
create unique index tracks_apple_music_id_key on tracks (organization_id, apple_music_id) where deleted_at is null;
