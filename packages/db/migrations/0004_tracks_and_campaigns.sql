create table artists (
  id uuid primary key default uuid_v7(),
  organization_id uuid not null references organizations (id) on delete cascade,
  name text not null check (length(name) between 1 and 1000),
  spotify_id text check (spotify_id ~ '^[0-9A-Za-z]{22}$'),
  origin row_origin not null default 'manual',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  unique (organization_id, id)
);
create unique index artists_spotify_id_key on artists (organization_id, spotify_id) where deleted_at is null;
create index artists_deleted_idx on artists (deleted_at) where deleted_at is not null;

-- The artists that a member with all_artists = false works for, and those that an invitation will give.
create table member_artists (
  organization_id uuid not null references organizations (id) on delete cascade,
  user_id uuid not null,
  artist_id uuid not null,
  created_at timestamptz not null default now(),
  primary key (organization_id, user_id, artist_id),
  foreign key (organization_id, user_id) references organization_members (organization_id, user_id) on delete cascade,
  foreign key (organization_id, artist_id) references artists (organization_id, id) on delete cascade
);
create index member_artists_artist_idx on member_artists (organization_id, artist_id);

create table invitation_artists (
  organization_id uuid not null references organizations (id) on delete cascade,
  invitation_id uuid not null,
  artist_id uuid not null,
  created_at timestamptz not null default now(),
  primary key (organization_id, invitation_id, artist_id),
  foreign key (organization_id, invitation_id) references invitations (organization_id, id) on delete cascade,
  foreign key (organization_id, artist_id) references artists (organization_id, id) on delete cascade
);
create index invitation_artists_artist_idx on invitation_artists (organization_id, artist_id);

create table tracks (
  id uuid primary key default uuid_v7(),
  organization_id uuid not null references organizations (id) on delete cascade,
  artist_id uuid not null,
  title text not null check (length(title) between 1 and 1000),
  -- The artist as credited, for example with guests; the artist's name unless given, and then follows it.
  artist text not null check (length(artist) between 1 and 1000),
  album text check (length(album) between 1 and 1000),
  isrc text check (isrc ~ '^[A-Z]{2}[A-Z0-9]{3}[0-9]{7}$'),
  spotify_id text check (spotify_id ~ '^[0-9A-Za-z]{22}$'),
  apple_music_id text check (apple_music_id ~ '^[0-9]{1,20}$'),
  upc text check (upc ~ '^[0-9]{12,14}$'),
  release_date date,
  duration_ms integer check (duration_ms > 0),
  explicit boolean,
  label text check (length(label) between 1 and 1000),
  genres text[] not null default '{}',
  origin row_origin not null default 'manual',
  search_text text not null generated always as (search_form(title || ' ' || artist)) stored,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  unique (organization_id, id),
  -- Composite, so that the database itself refuses a link to another tenant's row.
  foreign key (organization_id, artist_id) references artists (organization_id, id)
);
-- Per organization: two agencies may work the same song, and a global index would tell one what the other owns.
create unique index tracks_isrc_key on tracks (organization_id, isrc) where deleted_at is null;
create unique index tracks_spotify_id_key on tracks (organization_id, spotify_id) where deleted_at is null;
create index tracks_artist_idx on tracks (organization_id, artist_id, id);
create index tracks_search_idx on tracks using gin (organization_id, search_text gin_trgm_ops);
create index tracks_deleted_idx on tracks (deleted_at) where deleted_at is not null;

create function credit_artist() returns trigger language plpgsql as $$
begin
  select a.name into new.artist from artists a where a.organization_id = new.organization_id and a.id = new.artist_id;
  -- No such artist: the foreign key is to say so, and not a missing credit.
  new.artist := coalesce(new.artist, '?');
  return new;
end
$$;
create trigger credit_artist before insert or update of artist on tracks
  for each row when (new.artist is null) execute function credit_artist();

create function rename_credits() returns trigger language plpgsql as $$
begin
  update tracks t set artist = new.name
  where t.organization_id = new.organization_id and t.artist_id = new.id and t.artist = old.name;
  return null;
end
$$;
create trigger rename_credits after update of name on artists
  for each row when (old.name <> new.name) execute function rename_credits();

create table ad_accounts (
  id uuid primary key default uuid_v7(),
  organization_id uuid not null references organizations (id) on delete cascade,
  -- The connection that this account was chosen under; null for one that is known from exports.
  integration_id uuid,
  name text not null check (length(name) between 1 and 1000),
  external_id text,
  currency currency_code,
  time_zone text,
  origin row_origin not null default 'import',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id)
);
create unique index ad_accounts_external_id_key on ad_accounts (organization_id, external_id);
create unique index ad_accounts_name_key on ad_accounts (organization_id, name) where external_id is null;
create index ad_accounts_integration_idx on ad_accounts (organization_id, integration_id);

create table campaigns (
  id uuid primary key default uuid_v7(),
  organization_id uuid not null references organizations (id) on delete cascade,
  name text not null check (length(name) between 1 and 1000),
  -- Null for an imported campaign, whose state is the ad platform's and not ours to step through.
  status campaign_status,
  origin row_origin not null default 'manual',
  artist_id uuid,
  track_id uuid,
  ad_account_id uuid,
  created_by uuid,
  external_id text,
  -- Calendar days in the organization's zone.
  start_date date,
  end_date date,
  budget_kind budget_kind not null default 'lifetime',
  budget_minor bigint check (budget_minor >= 0),
  -- Spend so far as the spend monitor last summed it from the facts; null where none are known.
  spend_minor bigint check (spend_minor >= 0),
  spend_as_of timestamptz,
  currency currency_code,
  targeting versioned_json not null default '{"version": 1}',
  creatives versioned_json not null default '{"version": 1}',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  unique (organization_id, id),
  check (end_date >= start_date),
  check ((origin = 'manual') = (status is not null)),
  check (budget_minor is null or currency is not null),
  check (spend_minor is null or (currency is not null and spend_as_of is not null)),
  foreign key (organization_id, artist_id) references artists (organization_id, id) on delete set null (artist_id),
  foreign key (organization_id, track_id) references tracks (organization_id, id) on delete set null (track_id),
  foreign key (organization_id, ad_account_id) references ad_accounts (organization_id, id) on delete cascade,
  foreign key (organization_id, created_by) references organization_members (organization_id, user_id)
    on delete set null (created_by)
) with (autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05);
create index campaigns_status_idx on campaigns (organization_id, status, start_date);
create index campaigns_artist_idx on campaigns (organization_id, artist_id);
create index campaigns_track_idx on campaigns (organization_id, track_id);
create index campaigns_ad_account_idx on campaigns (organization_id, ad_account_id);
create index campaigns_created_by_idx on campaigns (organization_id, created_by);
create index campaigns_targeting_idx on campaigns using gin (organization_id, targeting jsonb_path_ops);
create index campaigns_deleted_idx on campaigns (deleted_at) where deleted_at is not null;
create unique index campaigns_external_id_key on campaigns (organization_id, ad_account_id, external_id)
  where external_id is not null;
create unique index campaigns_import_name_key on campaigns (organization_id, ad_account_id, name)
  where origin = 'import' and external_id is null;

create table campaign_goals (
  id uuid primary key default uuid_v7(),
  organization_id uuid not null references organizations (id) on delete cascade,
  campaign_id uuid not null,
  type goal_type not null,
  baseline bigint not null default 0 check (baseline >= 0),
  target bigint not null,
  -- Progress as last computed from the facts, and when; null until a fact is known.
  current bigint check (current >= 0),
  current_as_of timestamptz,
  due_date date,
  reached_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  check (target > baseline),
  check ((current is null) = (current_as_of is null)),
  foreign key (organization_id, campaign_id) references campaigns (organization_id, id) on delete cascade
);
create index campaign_goals_campaign_idx on campaign_goals (organization_id, campaign_id);

-- Below a campaign the ad platform's tree goes on. An export may name an ad set without its campaign.
create table ad_sets (
  id uuid primary key default uuid_v7(),
  organization_id uuid not null references organizations (id) on delete cascade,
  ad_account_id uuid not null,
  campaign_id uuid,
  name text not null check (length(name) between 1 and 1000),
  external_id text,
  origin row_origin not null default 'import',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  foreign key (organization_id, ad_account_id) references ad_accounts (organization_id, id) on delete cascade,
  foreign key (organization_id, campaign_id) references campaigns (organization_id, id) on delete cascade
);
create index ad_sets_ad_account_idx on ad_sets (organization_id, ad_account_id);
create index ad_sets_campaign_idx on ad_sets (organization_id, campaign_id);
create unique index ad_sets_external_id_key on ad_sets (organization_id, ad_account_id, external_id)
  where external_id is not null;
create unique index ad_sets_name_key on ad_sets (organization_id, ad_account_id, campaign_id, name)
  nulls not distinct where external_id is null;

create table ads (
  id uuid primary key default uuid_v7(),
  organization_id uuid not null references organizations (id) on delete cascade,
  ad_account_id uuid not null,
  campaign_id uuid,
  ad_set_id uuid,
  name text not null check (length(name) between 1 and 1000),
  external_id text,
  origin row_origin not null default 'import',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  foreign key (organization_id, ad_account_id) references ad_accounts (organization_id, id) on delete cascade,
  foreign key (organization_id, campaign_id) references campaigns (organization_id, id) on delete cascade,
  foreign key (organization_id, ad_set_id) references ad_sets (organization_id, id) on delete cascade
);
create index ads_ad_account_idx on ads (organization_id, ad_account_id);
create index ads_campaign_idx on ads (organization_id, campaign_id);
create index ads_ad_set_idx on ads (organization_id, ad_set_id);
create unique index ads_external_id_key on ads (organization_id, ad_account_id, external_id)
  where external_id is not null;
create unique index ads_name_key on ads (organization_id, ad_account_id, campaign_id, ad_set_id, name)
  nulls not distinct where external_id is null;
