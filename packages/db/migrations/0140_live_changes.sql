-- What changed of an organization's numbers, in the order in which it became visible, for those who watch. Kept for a few
-- days; the numbers themselves lie in the document store.
create domain live_change_kind as text check (value in ('fact', 'count'));

-- A position is given under a lock that is held until the transaction commits, so whoever has seen one position has seen
-- all lower ones of the organization.
create sequence live_positions as bigint;

create table live_changes (
  organization_id uuid not null references organizations (id) on delete cascade,
  position bigint not null default nextval('live_positions'),
  kind live_change_kind not null,
  -- The fact, or the track's hour or day; and its how manieth change this is: told twice, it is told once.
  subject_id uuid not null,
  change_number bigint not null,
  data versioned_json not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (organization_id, position)
);
create unique index live_changes_change_key on live_changes (organization_id, kind, subject_id, change_number);
create index live_changes_created_at_idx on live_changes (created_at);

call isolate_tenant_tables();
call add_timestamp_triggers();
grant select, insert on live_changes to app_rw;
grant usage, select on sequence live_positions to app_rw;

-- Wakes those who watch, once for a statement.
create function tell_live_changes() returns trigger language plpgsql as $$
begin
  perform pg_notify('changes', 'live ' || a.organization_id) from (select distinct organization_id from added) a;
  return null;
end
$$;
create trigger tell_change after insert on live_changes
  referencing new table as added for each statement execute function tell_live_changes();

-- The nightly care removes what is old.
create policy care on live_changes to app_worker using (true) with check (true);
grant select, delete on live_changes to app_worker;
