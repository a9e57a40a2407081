-- What the ad platform is asked to change. A row is there before the platform hears of it: whatever becomes of the answer
-- or of this process, it says what has to be looked for, and by which tag.
create domain platform_change_kind as text check (value in ('create', 'status', 'budget'));
create domain platform_change_status as text check (value in ('open', 'done', 'refused', 'superseded'));

create table platform_changes (
  id uuid primary key default uuid_v7(),
  organization_id uuid not null references organizations (id) on delete cascade,
  -- Ours where one is created at the platform, else the platform's.
  campaign_id uuid not null,
  ad_account_id uuid not null,
  ad_campaign_id uuid,
  kind platform_change_kind not null,
  wish jsonb not null,
  status platform_change_status not null default 'open',
  external_id text,
  tries integer not null default 0,
  -- A process is at it, at most until then.
  trying_until timestamptz,
  -- Until then nobody begins with it.
  wait_until timestamptz not null default now(),
  fault jsonb,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  finished_at timestamptz,
  unique (organization_id, id),
  check ((status = 'open') = (finished_at is null)),
  foreign key (organization_id, campaign_id) references campaigns (organization_id, id) on delete cascade,
  foreign key (organization_id, ad_account_id) references ad_accounts (organization_id, id) on delete cascade,
  foreign key (organization_id, ad_campaign_id) references campaigns (organization_id, id)
    on delete set null (ad_campaign_id)
);
-- One at a time: what is open may have been done, and must not be done a second time or in another order.
create unique index platform_changes_open_key on platform_changes (organization_id, campaign_id, kind)
  where status = 'open';
create index platform_changes_campaign_idx on platform_changes (organization_id, campaign_id);
create index platform_changes_ad_account_idx on platform_changes (organization_id, ad_account_id);
create index platform_changes_ad_campaign_idx on platform_changes (organization_id, ad_campaign_id);
create index platform_changes_due_idx on platform_changes (wait_until) where status = 'open';

-- How one of the platform's campaigns stood there when it was asked last, in its own word.
alter table campaigns add column platform_status text check (length(platform_status) between 1 and 100);

alter domain notification_kind drop constraint notification_kind_check;
alter domain notification_kind add constraint notification_kind_check check (value in (
  'campaign_started', 'campaign_not_started', 'campaign_ended', 'goal_reached', 'budget_threshold', 'integration_attention',
  'import_finished', 'invitation', 'payment_failed', 'report_ready', 'sync_failed', 'platform_refused'));

call isolate_tenant_tables();
call add_timestamp_triggers();
create policy member_artists on platform_changes as restrictive to app_rw
  using ((select current_artists()) is null) with check ((select current_artists()) is null);
create policy worker on platform_changes for select to app_worker using (true);
grant select, insert, update, delete on platform_changes to app_rw;
grant select (id, organization_id, status, trying_until, wait_until) on platform_changes to app_worker;
