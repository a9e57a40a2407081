-- Lists on their way to the ad platform, batch by batch: how far each has got stands here, so that any process goes on.
create domain audience_delivery_kind as text check (value in ('send', 'withdraw'));
create domain audience_delivery_status as text check (value in ('open', 'done', 'refused'));

create table audience_deliveries (
  id uuid primary key default uuid_v7(),
  organization_id uuid not null references organizations (id) on delete cascade,
  audience_id uuid not null,
  ad_account_id uuid not null,
  kind audience_delivery_kind not null,
  status audience_delivery_status not null default 'open',
  -- Stands in the name of the audience at the platform and in no other.
  tag text not null check (length(tag) between 1 and 100),
  external_id text,
  -- Whether those who were sent before and are no longer in the list go.
  replaces boolean not null default false,
  people bigint not null default 0,
  -- The state of the list that is being sent.
  people_as_of timestamptz,
  sent bigint not null default 0,
  invalid bigint not null default 0,
  -- The platform's session of batches, the last batch of it that was taken, and the last person in that.
  session_id bigint,
  session_at timestamptz,
  batch integer not null default 0,
  last_person bytea check (length(last_person) = 32),
  tries integer not null default 0,
  trying_until timestamptz,
  wait_until timestamptz not null default now(),
  fault jsonb,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  finished_at timestamptz,
  unique (organization_id, id),
  check ((status = 'open') = (finished_at is null)),
  foreign key (organization_id, audience_id) references audiences (organization_id, id) on delete cascade,
  foreign key (organization_id, ad_account_id) references ad_accounts (organization_id, id) on delete cascade
);
create unique index audience_deliveries_open_key on audience_deliveries (organization_id, audience_id)
  where status = 'open';
create index audience_deliveries_audience_idx on audience_deliveries (organization_id, audience_id);
create index audience_deliveries_ad_account_idx on audience_deliveries (organization_id, ad_account_id);
create index audience_deliveries_due_idx on audience_deliveries (wait_until) where status = 'open';

call isolate_tenant_tables();
call add_timestamp_triggers();
create policy member_artists on audience_deliveries as restrictive to app_rw
  using ((select current_artists()) is null) with check ((select current_artists()) is null);
create policy worker on audience_deliveries for select to app_worker using (true);
grant select, insert, update, delete on audience_deliveries to app_rw;
grant select (id, organization_id, status, trying_until, wait_until) on audience_deliveries to app_worker;
