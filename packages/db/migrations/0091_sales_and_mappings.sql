-- Tracks are named by imports too; rows about tracks that the catalogue does not have may be passed over.
alter table imports
  alter column created set default '{"ads": 0, "adSets": 0, "tracks": 0, "artists": 0, "campaigns": 0, "adAccounts": 0}',
  add column rows_passed_over integer not null default 0;
alter table imports no force row level security;
update imports set created = '{"tracks": 0}' || created;
alter table imports force row level security;

-- What the columns of a table mean that is of no known format, by its header.
create table import_mappings (
  id uuid primary key default uuid_v7(),
  organization_id uuid not null references organizations (id) on delete cascade,
  -- SHA-256 of the header's cells in their order.
  header_hash text not null check (header_hash ~ '^[0-9a-f]{64}$'),
  headers text[] not null,
  columns jsonb not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  unique (organization_id, header_hash)
);

call add_timestamp_triggers();
call isolate_tenant_tables();
grant select, insert, update, delete on import_mappings to app_rw;
