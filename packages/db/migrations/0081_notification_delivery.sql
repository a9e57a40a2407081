-- How people are told: each notification knows whether it is shown and whether it is mailed, as the person had chosen
-- when it happened.

create domain notification_kind as text check (value in (
  'campaign_started', 'campaign_ended', 'goal_reached', 'budget_threshold', 'integration_attention', 'import_finished',
  'invitation', 'payment_failed', 'report_ready', 'sync_failed'));
create domain email_delivery as text check (value in ('none', 'immediate', 'daily'));

alter table notifications rename column type to kind;
alter table notifications drop constraint notifications_type_check;
alter table notifications alter column kind type notification_kind;
alter table notifications alter column data drop default;
alter table notifications add column in_app boolean not null default true;
alter table notifications add column email email_delivery not null default 'none';
alter table notifications add column emailed_at timestamptz;
-- The order in which an organization's notifications became visible: it is given under a lock that is held until the
-- transaction commits, so whoever has seen one position has seen all lower ones.
create sequence notification_positions as bigint;
alter table notifications add column told_position bigint not null default nextval('notification_positions');

drop index notifications_unread_idx;
create index notifications_unread_idx on notifications (organization_id, user_id)
  where read_at is null and archived_at is null and in_app;
create index notifications_position_idx on notifications (organization_id, user_id, told_position);
create index notifications_digest_idx on notifications (organization_id, user_id)
  where email = 'daily' and emailed_at is null;

create table notification_preferences (
  organization_id uuid not null references organizations (id) on delete cascade,
  user_id uuid not null,
  kind notification_kind not null,
  in_app boolean not null,
  email email_delivery not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (organization_id, user_id, kind),
  foreign key (organization_id, user_id) references organization_members (organization_id, user_id) on delete cascade
);

call isolate_tenant_tables();
call add_timestamp_triggers();

create trigger tell_change after insert or update of read_at, archived_at on notifications
  for each row execute function tell_change('notifications', 'user_id');

-- The daily mail is written as the person's own organization; the worker only sees for whom there is one.
create policy digest on notifications for select to app_worker using (email = 'daily' and emailed_at is null);
grant select (organization_id, user_id, email, emailed_at) on notifications to app_worker;
grant select, insert, update, delete on notification_preferences to app_rw;
grant usage on sequence notification_positions to app_rw;

-- Who began an import is told how it ended.
alter table imports add column created_by uuid;
alter table imports add foreign key (organization_id, created_by)
  references organization_members (organization_id, user_id) on delete set null (created_by);
create index imports_created_by_idx on imports (organization_id, created_by);
