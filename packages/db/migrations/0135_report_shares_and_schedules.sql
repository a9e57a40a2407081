-- Links that show one version of a stored report to somebody without an account. What the link says lies in it, sealed; here is
-- only the hash by which it is known.
create table report_shares (
  id uuid primary key default uuid_v7(),
  organization_id uuid not null references organizations (id) on delete cascade,
  campaign_id uuid not null,
  -- A document of the document store.
  report_id uuid not null,
  report_version integer not null check (report_version >= 1),
  token_hash bytea not null unique check (octet_length(token_hash) = 32),
  label text check (length(label) between 1 and 1000),
  created_by uuid,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  views integer not null default 0,
  last_viewed_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  foreign key (organization_id, campaign_id) references campaigns (organization_id, id) on delete cascade,
  foreign key (organization_id, created_by) references organization_members (organization_id, user_id)
    on delete set null (created_by)
);
create index report_shares_report_idx on report_shares (organization_id, report_id, report_version);
create index report_shares_campaign_idx on report_shares (organization_id, campaign_id);
create index report_shares_created_by_idx on report_shares (organization_id, created_by);
grant select, insert, update, delete on report_shares to app_rw;

create domain report_rhythm as text check (value in ('week', 'month'));

-- Reports that are made by the calendar of the organization.
create table report_schedules (
  id uuid primary key default uuid_v7(),
  organization_id uuid not null references organizations (id) on delete cascade,
  campaign_id uuid not null,
  every report_rhythm not null,
  -- 1 is Monday; of a month the day, or its last one where it is shorter.
  day integer not null check (day between 1 and case every when 'week' then 7 else 31 end),
  enabled boolean not null default true,
  -- Last day of the newest period that needs no report any more: it was made, or was over before the schedule began.
  done_to date not null,
  last_report_id uuid,
  last_report_version integer,
  last_report_from date,
  last_report_to date,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  unique (organization_id, campaign_id, every),
  check (num_nulls(last_report_id, last_report_version, last_report_from, last_report_to) in (0, 4)),
  foreign key (organization_id, campaign_id) references campaigns (organization_id, id) on delete cascade
);
grant select, insert, update, delete on report_schedules to app_rw;
grant select on report_schedules to app_worker;

call isolate_tenant_tables();
call add_timestamp_triggers();

-- A report shows what its campaign does: seen with it.
create policy member_artists on report_shares as restrictive to app_rw
  using (case when (select current_artists()) is null then true else campaign_id in (select id from campaigns) end)
  with check (case when (select current_artists()) is null then true else campaign_id in (select id from campaigns) end);
create policy member_artists on report_schedules as restrictive to app_rw
  using (case when (select current_artists()) is null then true else campaign_id in (select id from campaigns) end)
  with check (case when (select current_artists()) is null then true else campaign_id in (select id from campaigns) end);
-- Which organizations have any, for the worker; it makes the reports as their own tenant.
create policy open_work on report_schedules for select to app_worker using (enabled);
