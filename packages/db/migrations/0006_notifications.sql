-- One row for each person who is told: read or unread is a fact about a person.
create table notifications (
  id uuid primary key default uuid_v7(),
  organization_id uuid not null references organizations (id) on delete cascade,
  user_id uuid not null,
  type text not null check (length(type) between 1 and 100),
  title text not null check (length(title) between 1 and 300),
  body text check (length(body) <= 5000),
  data versioned_json not null default '{"version": 1}',
  -- What happened; the same event tells a person once.
  event_key text not null check (length(event_key) between 1 and 300),
  read_at timestamptz,
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  foreign key (organization_id, user_id) references organization_members (organization_id, user_id) on delete cascade
) with (autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05);
create unique index notifications_event_key on notifications (organization_id, user_id, event_key);
create index notifications_user_idx on notifications (organization_id, user_id, id);
create index notifications_unread_idx on notifications (organization_id, user_id)
  where read_at is null and archived_at is null;
