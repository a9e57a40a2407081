create domain sync_status as text check (value in ('queued', 'running', 'idle', 'throttled', 'failed'));

-- How far the numbers of an ad account have been fetched, and how that goes.
create table ad_account_syncs (
  organization_id uuid not null references organizations (id) on delete cascade,
  ad_account_id uuid not null,
  status sync_status not null default 'queued',
  requested_at timestamptz not null default now(),
  started_at timestamptz,
  succeeded_at timestamptz,
  -- Until then nothing is asked: the platform throttles, or the last try failed.
  wait_until timestamptz,
  -- Days to be fetched once, both included, and the day by series up to which (going back) they have been.
  back_fill_from date,
  back_fill_until date,
  back_fill_cursors jsonb not null default '{}',
  -- Days up to here are final and not asked for again.
  settled_through date,
  rows_read bigint not null default 0,
  facts_changed bigint not null default 0,
  -- Of the facts that were asked for again, how many were known and how many of them had changed.
  facts_compared bigint not null default 0,
  facts_restated bigint not null default 0,
  -- Stretches whose pages never made up the sum that the platform gave for them.
  unreconciled integer not null default 0,
  gauges jsonb not null default '[]',
  fault jsonb,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (organization_id, ad_account_id),
  foreign key (organization_id, ad_account_id) references ad_accounts (organization_id, id) on delete cascade
);
create index ad_account_syncs_status_idx on ad_account_syncs (status, wait_until);

call isolate_tenant_tables();
call add_timestamp_triggers();
create policy worker on ad_account_syncs for select to app_worker using (true);
create policy member_artists on ad_account_syncs as restrictive to app_rw
  using ((select current_artists()) is null) with check ((select current_artists()) is null);
grant select, insert, update, delete on ad_account_syncs to app_rw;
grant select on ad_account_syncs to app_worker;
