-- Euro reference rates, by which money of several currencies is shown in one.
create table fx_rates (
  id uuid primary key default uuid_v7(),
  organization_id uuid not null references organizations (id) on delete cascade,
  currency currency_code not null check (currency <> 'EUR'),
  date date not null,
  -- Units of the currency for one euro, exact as published.
  rate numeric not null check (rate > 0),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id)
);
create unique index fx_rates_day_key on fx_rates (organization_id, date, currency);

call isolate_tenant_tables();
call add_timestamp_triggers();
grant select, insert, update on fx_rates to app_rw;
