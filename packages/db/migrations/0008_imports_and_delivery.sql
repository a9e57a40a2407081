create domain import_status as text check (value in (
  'awaiting_content', 'queued', 'checking', 'writing', 'waiting', 'completed', 'refused', 'failed'));

create table imports (
  id uuid primary key default uuid_v7(),
  organization_id uuid not null references organizations (id) on delete cascade,
  api_key_id uuid,
  file_name text not null check (length(file_name) between 1 and 1000),
  status import_status not null default 'awaiting_content',
  options jsonb not null default '{}',
  format text,
  size_bytes bigint check (size_bytes >= 0),
  received_bytes bigint not null default 0 check (received_bytes >= 0),
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  duplicate_of uuid,
  rows_read integer not null default 0,
  rows_refused integer not null default 0,
  facts integer not null default 0,
  facts_changed integer not null default 0,
  first_date date,
  last_date date,
  row_errors jsonb not null default '[]',
  question jsonb,
  fault jsonb,
  created jsonb not null default '{"ads": 0, "adSets": 0, "artists": 0, "campaigns": 0, "adAccounts": 0}',
  subjects jsonb not null default '[]',
  -- Attempts that ended without a result (a crash, a store that went away).
  attempts integer not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  finished_at timestamptz,
  unique (organization_id, id),
  foreign key (organization_id, api_key_id) references api_keys (organization_id, id) on delete set null (api_key_id),
  foreign key (organization_id, duplicate_of) references imports (organization_id, id) on delete set null (duplicate_of)
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05);
create index imports_api_key_idx on imports (organization_id, api_key_id);
create index imports_duplicate_of_idx on imports (organization_id, duplicate_of);
create index imports_sha256_idx on imports (organization_id, sha256) where status = 'completed';
-- What the import worker looks for over all tenants.
create index imports_open_idx on imports (created_at) where status in ('queued', 'checking', 'writing', 'failed');

-- Written in the transaction of the change that it tells of, delivered to the document store afterwards.
create table outbox (
  id uuid not null default uuid_v7(),
  organization_id uuid not null references organizations (id) on delete cascade,
  topic text not null check (length(topic) between 1 and 100),
  payload jsonb not null,
  attempts integer not null default 0,
  last_error text,
  created_at timestamptz not null default now(),
  dispatched_at timestamptz,
  primary key (id, created_at)
) partition by range (created_at);
create index outbox_organization_idx on outbox (organization_id);
create index outbox_open_idx on outbox (created_at, id) where dispatched_at is null;

-- The first answer to a mutation, for its repetitions. A key of a month ago is no longer known.
create table idempotency_answers (
  organization_id uuid not null references organizations (id) on delete cascade,
  -- Key as sent, scoped to actor and procedure by what precedes it.
  key text not null check (length(key) between 1 and 500),
  request_hash bytea not null check (length(request_hash) = 32),
  answer jsonb not null,
  created_at timestamptz not null default now(),
  primary key (organization_id, key, created_at)
) partition by range (created_at);

-- The same for calls that a person makes for themselves, outside of any organization.
create table personal_answers (
  user_id uuid not null references users (id) on delete cascade,
  key text not null check (length(key) between 1 and 500),
  request_hash bytea not null check (length(request_hash) = 32),
  answer jsonb not null,
  created_at timestamptz not null default now(),
  primary key (user_id, key, created_at)
) partition by range (created_at);

create table usage_counters (
  organization_id uuid not null references organizations (id) on delete cascade,
  meter text not null check (length(meter) between 1 and 100),
  day date not null,
  count bigint not null default 0 check (count >= 0),
  updated_at timestamptz not null default now(),
  primary key (organization_id, meter, day)
) partition by range (day);

create table webhook_endpoints (
  id uuid primary key default uuid_v7(),
  organization_id uuid not null references organizations (id) on delete cascade,
  url text not null check (url ~ '^https?://' and length(url) <= 2000),
  -- Sealed by the server, like tokens of integrations.
  secret bytea not null,
  secret_key text not null,
  events text[] not null check (cardinality(events) > 0),
  disabled_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id)
);

create table webhook_deliveries (
  id uuid not null default uuid_v7(),
  organization_id uuid not null references organizations (id) on delete cascade,
  endpoint_id uuid not null,
  event_id uuid not null,
  event_type text not null,
  payload jsonb not null,
  status delivery_status not null default 'pending',
  attempts integer not null default 0 check (attempts >= 0),
  next_attempt_at timestamptz default now(),
  response_status smallint,
  last_error text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  delivered_at timestamptz,
  primary key (id, created_at),
  check ((status = 'pending') = (next_attempt_at is not null)),
  foreign key (organization_id, endpoint_id) references webhook_endpoints (organization_id, id) on delete cascade
) partition by range (created_at);
create index webhook_deliveries_endpoint_idx on webhook_deliveries (organization_id, endpoint_id, created_at);
create index webhook_deliveries_due_idx on webhook_deliveries (next_attempt_at) where status = 'pending';

call add_timestamp_triggers();
