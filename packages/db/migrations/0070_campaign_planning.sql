-- Planning of campaigns: tags, thresholds of the budget, starts by schedule, links to the ad platform's campaigns, templates.
alter table campaigns
  add column tags text[] not null default '{}',
  -- Said by a person: it starts by itself at the midnight of its start date.
  add column scheduled boolean not null default false,
  -- Hundredths of the whole budget at which people are warned, and at which the campaign is paused; null for never.
  add column warn_percent integer default 80 check (warn_percent between 1 and 1000),
  add column stop_percent integer default 100 check (stop_percent between 1 and 1000),
  -- What is searched and sorted by: folded, so that case and accents don't matter, in the order of code points.
  add column sort_name text collate "C" not null generated always as (search_form(name)) stored,
  add constraint campaigns_thresholds_check check (warn_percent <= stop_percent),
  add constraint campaigns_tags_check check (cardinality(tags) <= 50 and array_position(tags, null) is null);

-- Organizations in which a schedule or a monitor has something to do, for the worker; it does it as their own tenant.
create policy open_work on campaigns for select to app_worker
  using (deleted_at is null and (status in ('active', 'paused') or (status = 'draft' and scheduled)));

-- Which of the ad platform's campaigns carry out one of ours: several, and each for one of ours only.
create table campaign_links (
  organization_id uuid not null references organizations (id) on delete cascade,
  ad_campaign_id uuid not null,
  campaign_id uuid not null,
  created_at timestamptz not null default now(),
  primary key (organization_id, ad_campaign_id),
  check (ad_campaign_id <> campaign_id),
  foreign key (organization_id, ad_campaign_id) references campaigns (organization_id, id) on delete cascade,
  foreign key (organization_id, campaign_id) references campaigns (organization_id, id) on delete cascade
);
create index campaign_links_campaign_idx on campaign_links (organization_id, campaign_id);
grant select, insert, delete on campaign_links to app_rw;

create table campaign_templates (
  id uuid primary key default uuid_v7(),
  organization_id uuid not null references organizations (id) on delete cascade,
  name text not null check (length(name) between 1 and 1000),
  content versioned_json not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  unique (organization_id, id)
);
create unique index campaign_templates_name_key on campaign_templates (organization_id, name) where deleted_at is null;
create index campaign_templates_deleted_idx on campaign_templates (deleted_at) where deleted_at is not null;
grant select, insert, update, delete on campaign_templates to app_rw;
grant select, update (deleted_at), delete on campaign_templates to app_worker;

-- A goal can be deleted and restored by itself. When it was first reached outlives a restatement that takes it back.
alter table campaign_goals add column deleted_at timestamptz;
create index campaign_goals_deleted_idx on campaign_goals (deleted_at) where deleted_at is not null;
grant select, update (deleted_at), delete on campaign_goals to app_worker;

call isolate_tenant_tables();
call add_timestamp_triggers();

create policy purge on campaign_goals to app_worker using (deleted_at is not null) with check (false);
create policy purge on campaign_templates to app_worker using (deleted_at is not null) with check (false);
create policy member_artists on campaign_links as restrictive to app_rw
  using (case when (select current_artists()) is null then true else campaign_id in (select id from campaigns) end)
  with check (case when (select current_artists()) is null then true else campaign_id in (select id from campaigns) end);
-- A template belongs to no artist.
create policy member_artists on campaign_templates as restrictive to app_rw
  using ((select current_artists()) is null) with check ((select current_artists()) is null);
