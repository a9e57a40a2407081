-- What was used in each hour, counted anew from the documents themselves, and how much of it Stripe was told.
create table metered_hours (
  organization_id uuid not null references organizations (id) on delete cascade,
  meter text not null check (meter in ('events', 'api_requests')),
  -- First instant of an hour of UTC.
  hour timestamptz not null,
  quantity bigint not null check (quantity >= 0),
  reported bigint not null default 0 check (reported between 0 and quantity),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (organization_id, meter, hour)
);
create index metered_hours_open_idx on metered_hours (organization_id, hour) where reported < quantity;

call isolate_tenant_tables();
call add_timestamp_triggers();
grant select, insert, update on metered_hours to app_rw;
