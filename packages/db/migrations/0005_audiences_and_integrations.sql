create table integrations (
  id uuid primary key default uuid_v7(),
  organization_id uuid not null references organizations (id) on delete cascade,
  provider integration_provider not null,
  status integration_status not null default 'disconnected',
  -- The account at the provider, as numbers in MongoDB name it too.
  account_id text,
  account_name text,
  scopes text[] not null default '{}',
  -- Sealed by the server; the database never sees a token.
  access_token bytea,
  refresh_token bytea,
  -- Which of the server's keys sealed them.
  token_key text,
  token_expires_at timestamptz,
  refreshed_at timestamptz,
  synced_at timestamptz,
  last_error text,
  last_error_at timestamptz,
  error_count integer not null default 0 check (error_count >= 0),
  metadata versioned_json not null default '{"version": 1}',
  connected_by uuid,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  check ((access_token is null and refresh_token is null) or token_key is not null),
  check (status <> 'connected' or access_token is not null),
  foreign key (organization_id, connected_by) references organization_members (organization_id, user_id)
    on delete set null (connected_by)
) with (autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.1);
create unique index integrations_provider_key on integrations (organization_id, provider);
create index integrations_connected_by_idx on integrations (organization_id, connected_by);
-- What the refresh job looks for over all tenants.
create index integrations_expiry_idx on integrations (token_expires_at) where status = 'connected';

alter table ad_accounts add foreign key (organization_id, integration_id) references integrations (organization_id, id)
  on delete set null (integration_id);

create table audiences (
  id uuid primary key default uuid_v7(),
  organization_id uuid not null references organizations (id) on delete cascade,
  name text not null check (length(name) between 1 and 300),
  kind audience_kind not null default 'custom',
  criteria versioned_json not null default '{"version": 1}',
  ad_account_id uuid,
  external_id text,
  -- Bounds, because no platform states one number.
  size_lower bigint check (size_lower >= 0),
  size_upper bigint,
  size_source text,
  size_as_of timestamptz,
  synced_at timestamptz,
  created_by uuid,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  unique (organization_id, id),
  check (size_upper >= size_lower),
  check ((size_lower is null) = (size_upper is null) and (size_lower is null) = (size_as_of is null)),
  check (kind <> 'meta' or external_id is not null),
  foreign key (organization_id, ad_account_id) references ad_accounts (organization_id, id)
    on delete set null (ad_account_id),
  foreign key (organization_id, created_by) references organization_members (organization_id, user_id)
    on delete set null (created_by)
);
create unique index audiences_external_id_key on audiences (organization_id, external_id)
  where external_id is not null and deleted_at is null;
create index audiences_ad_account_idx on audiences (organization_id, ad_account_id);
create index audiences_created_by_idx on audiences (organization_id, created_by);
-- jsonb_ops: criteria are a tree, and only this class answers "at any depth".
create index audiences_criteria_idx on audiences using gin (organization_id, criteria);
create index audiences_deleted_idx on audiences (deleted_at) where deleted_at is not null;

create table audience_insights (
  id uuid not null default uuid_v7(),
  organization_id uuid not null references organizations (id) on delete cascade,
  audience_id uuid not null,
  date date not null,
  dimension insight_dimension not null,
  source text not null check (length(source) between 1 and 50),
  segments versioned_json not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (organization_id, audience_id, date, dimension, source),
  foreign key (organization_id, audience_id) references audiences (organization_id, id) on delete cascade
) partition by range (date);

create table api_keys (
  id uuid primary key default uuid_v7(),
  organization_id uuid not null references organizations (id) on delete cascade,
  name text not null check (length(name) between 1 and 300),
  environment key_environment not null default 'live',
  prefix text not null check (length(prefix) between 1 and 20),
  -- SHA-256 of the whole key; the key itself is shown once and never stored.
  key_hash bytea not null check (length(key_hash) = 32),
  scopes text[] not null,
  -- Networks that may use the key; null means everywhere, and an empty list is refused because it reads like either.
  allowed_ips cidr[] check (cardinality(allowed_ips) between 1 and 100),
  created_by uuid,
  -- The key that this one replaces. The replaced one works beside its successor until its overlap_until.
  rotated_from_id uuid,
  overlap_until timestamptz,
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz,
  use_count bigint not null default 0 check (use_count >= 0),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  unique (organization_id, id),
  check (rotated_from_id <> id),
  check (overlap_until >= created_at),
  foreign key (organization_id, rotated_from_id) references api_keys (organization_id, id)
    on delete set null (rotated_from_id),
  foreign key (organization_id, created_by) references organization_members (organization_id, user_id)
    on delete set null (created_by)
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.1);
create unique index api_keys_key_hash_key on api_keys (key_hash) where deleted_at is null;
create index api_keys_rotated_from_idx on api_keys (organization_id, rotated_from_id);
create index api_keys_created_by_idx on api_keys (organization_id, created_by);
create index api_keys_deleted_idx on api_keys (deleted_at) where deleted_at is not null;
