-- Audiences made of uploaded people. Of a person there are hashes alone, made on arrival by the rules of the ad platform;
-- what was uploaded is never here.

alter domain audience_kind drop constraint audience_kind_check;
alter domain audience_kind add constraint audience_kind_check check (value in ('custom', 'list', 'meta'));
create domain list_upload_mode as text check (value in ('append', 'replace', 'remove'));
create domain list_upload_status as text check (value in ('open', 'finished'));

alter table audiences add column people bigint check (people >= 0);
alter table audiences add column people_as_of timestamptz;
alter table audiences add check ((kind = 'list') = (people is not null) and (people is null) = (people_as_of is null));

create table audience_members (
  organization_id uuid not null references organizations (id) on delete cascade,
  audience_id uuid not null,
  -- Tells people apart: made of the strongest thing that is known of them.
  person bytea not null check (length(person) = 32),
  email bytea check (length(email) = 32),
  phone bytea check (length(phone) = 32),
  first_name bytea check (length(first_name) = 32),
  last_name bytea check (length(last_name) = 32),
  postal_code bytea check (length(postal_code) = 32),
  country bytea check (length(country) = 32),
  primary key (organization_id, audience_id, person),
  foreign key (organization_id, audience_id) references audiences (organization_id, id) on delete cascade
);

create table audience_uploads (
  id uuid primary key default uuid_v7(),
  organization_id uuid not null references organizations (id) on delete cascade,
  audience_id uuid not null,
  mode list_upload_mode not null,
  status list_upload_status not null default 'open',
  received integer not null default 0,
  accepted integer not null default 0,
  duplicates integer not null default 0,
  refused integer not null default 0,
  added integer,
  removed integer,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  finished_at timestamptz,
  unique (organization_id, id),
  check (received = accepted + duplicates + refused),
  check ((status = 'finished') = (finished_at is not null) and (added is null) = (removed is null)),
  foreign key (organization_id, audience_id) references audiences (organization_id, id) on delete cascade
);
create unique index audience_uploads_open_key on audience_uploads (organization_id, audience_id) where status = 'open';
create index audience_uploads_audience_idx on audience_uploads (organization_id, audience_id);

-- People of an upload that is not finished; it takes effect as a whole or not at all.
create table audience_upload_rows (
  organization_id uuid not null references organizations (id) on delete cascade,
  upload_id uuid not null,
  person bytea not null check (length(person) = 32),
  email bytea check (length(email) = 32),
  phone bytea check (length(phone) = 32),
  first_name bytea check (length(first_name) = 32),
  last_name bytea check (length(last_name) = 32),
  postal_code bytea check (length(postal_code) = 32),
  country bytea check (length(country) = 32),
  primary key (organization_id, upload_id, person),
  foreign key (organization_id, upload_id) references audience_uploads (organization_id, id) on delete cascade
);

call isolate_tenant_tables();
call add_timestamp_triggers();

-- An audience belongs to no artist, so a member who is restricted to some has no part in any.
do $$
declare
  name text;
begin
  foreach name in array array['audiences', 'audience_insights', 'audience_members', 'audience_uploads', 'audience_upload_rows']
  loop
    execute format(
      'create policy member_artists on %I as restrictive to app_rw '
      'using ((select current_artists()) is null) with check ((select current_artists()) is null)', name);
  end loop;
end
$$;

-- Hashes of people in an upload that was given up don't stay.
create policy given_up on audience_uploads to app_worker
  using (status = 'open' and created_at < now() - interval '1 day') with check (false);
grant select, delete on audience_uploads to app_worker;
grant select, insert, update, delete on audience_members, audience_uploads, audience_upload_rows to app_rw;
