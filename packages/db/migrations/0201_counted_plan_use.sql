-- What an organization has of the things that its plan limits, kept as a sum of changes instead of counted anew by each call.
-- A change is a row of its own: of a row to be added to, transactions would wait for each other until they commit, long
-- imports included, and those of more than one thing could lock each other out.
create table plan_use (
  organization_id uuid not null references organizations (id) on delete cascade,
  resource text not null check (resource in ('tracks', 'activeCampaigns', 'integrations', 'scheduledReports')),
  id uuid not null default uuid_v7(),
  change bigint not null,
  created_at timestamptz not null default now(),
  primary key (organization_id, resource, id)
);

-- Which rows are counted, in one place for the triggers and for counting anew.
create function is_counted_track(deleted_at timestamptz) returns boolean language sql immutable parallel safe
  return deleted_at is null;
create function is_counted_campaign(deleted_at timestamptz, origin text, status text) returns boolean
  language sql immutable parallel safe
  return deleted_at is null and origin = 'manual' and status in ('draft', 'active', 'paused');
create function is_counted_integration(status text) returns boolean language sql immutable parallel safe
  return status <> 'disconnected';
-- A schedule is there as long as its campaign is.
create function is_counted_schedule(enabled boolean, campaign_deleted_at timestamptz) returns boolean
  language sql immutable parallel safe
  return enabled and campaign_deleted_at is null;

drop function hold_plan_resource(text);
drop function count_committed_resource(uuid, text);
drop function count_plan_resource(text);

-- How much there is by the rows themselves, whoever asks: a member who is restricted to some artists counts the others' too. It
-- sees the rows of the transaction's organization alone, because it runs as its caller. Stable: it sees what the statement
-- that asks sees, so that a sum of changes beside it can be compared.
create function recount_plan_resource(wanted text) returns bigint
  language plpgsql stable set app.artist_ids = '' as $$
begin
  return case wanted
    when 'tracks' then (select count(*) from tracks t
      where t.organization_id = current_organization() and is_counted_track(t.deleted_at))
    when 'activeCampaigns' then (select count(*) from campaigns c
      where c.organization_id = current_organization() and is_counted_campaign(c.deleted_at, c.origin, c.status))
    when 'integrations' then (select count(*) from integrations i
      where i.organization_id = current_organization() and is_counted_integration(i.status))
    when 'scheduledReports' then (select count(*) from report_schedules s
      join campaigns c on c.organization_id = s.organization_id and c.id = s.campaign_id
      where s.organization_id = current_organization() and is_counted_schedule(s.enabled, c.deleted_at))
  end;
end
$$;

-- The transaction's own growth stands in a setting that ends with it, and goes with a savepoint that is undone.
create function own_plan_growth(wanted text) returns bigint language sql stable
  return coalesce(nullif(current_setting('app.grown_' || wanted, true), '')::bigint, 0);

-- Of an organization that is being removed nothing is noted: its changes go with it.
create function note_plan_use(organization uuid, wanted text, by bigint) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if by = 0 then return; end if;
  insert into plan_use (organization_id, resource, change)
    select o.id, wanted, by from organizations o where o.id = organization;
  perform set_config('app.grown_' || wanted, (own_plan_growth(wanted) + by)::text, true);
end
$$;

grant select on report_schedules to app_search;
create policy counting on report_schedules for select to app_search using (true);
alter table tracks no force row level security;
alter table campaigns no force row level security;
alter table integrations no force row level security;
alter table report_schedules no force row level security;

-- One change for a statement, however many rows it has. The functions belong to a role that every trigger may become: a row
-- that goes with another one goes as whoever owns the table.
do $$
declare
  counted record;
begin
  for counted in select * from (values
    ('tracks', 'tracks', 'is_counted_track(deleted_at)'),
    ('campaigns', 'activeCampaigns', 'is_counted_campaign(deleted_at, origin, status)'),
    ('integrations', 'integrations', 'is_counted_integration(status)'),
    ('report_schedules', 'scheduledReports', 'exists (select from campaigns c
      where c.organization_id = r.organization_id and c.id = r.campaign_id and is_counted_schedule(r.enabled, c.deleted_at))')
  ) as v (relation, resource, condition)
  loop
    execute format($f$
      create function count_%1$s() returns trigger
        language plpgsql security definer set search_path = public, pg_temp as $t$
      begin
        case tg_op
          when 'INSERT' then
            perform note_plan_use(organization_id, %2$L, count(*)) from new_rows as r where %3$s group by organization_id;
          when 'DELETE' then
            perform note_plan_use(organization_id, %2$L, -count(*)) from old_rows as r where %3$s group by organization_id;
          else
            perform note_plan_use(organization_id, %2$L, sum(by)::bigint) from (
              select organization_id, 1 as by from new_rows as r where %3$s
              union all select organization_id, -1 from old_rows as r where %3$s
            ) as changes group by organization_id;
        end case;
        return null;
      end $t$;
      create trigger count_added after insert on %1$I referencing new table as new_rows
        for each statement execute function count_%1$s();
      create trigger count_changed after update on %1$I referencing old table as old_rows new table as new_rows
        for each statement execute function count_%1$s();
      create trigger count_removed after delete on %1$I referencing old table as old_rows
        for each statement execute function count_%1$s();
      insert into plan_use (organization_id, resource, change)
        select organization_id, %2$L, count(*) from %1$I as r where %3$s group by organization_id;
    $f$, counted.relation, counted.resource, counted.condition);
  end loop;
end
$$;

alter table tracks force row level security;
alter table campaigns force row level security;
alter table integrations force row level security;
alter table report_schedules force row level security;

-- With a campaign its schedules go and come back.
create function count_schedules_of_campaigns() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform note_plan_use(organization_id, 'scheduledReports', sum(by)::bigint) from (
    select s.organization_id, case when n.deleted_at is null then 1 else -1 end as by
    from new_rows n join old_rows o on o.id = n.id
    join report_schedules s on s.organization_id = n.organization_id and s.campaign_id = n.id
    where (n.deleted_at is null) <> (o.deleted_at is null) and is_counted_schedule(s.enabled, null)
  ) as changes group by organization_id;
  return null;
end
$$;
create trigger count_schedules_changed after update on campaigns referencing old table as old_rows new table as new_rows
  for each statement execute function count_schedules_of_campaigns();

-- Makes one change of the many that an organization has of a thing, or that all have of all. The sum stays what it is,
-- whoever else reads or adds meanwhile; those that another transaction is folding are left to it.
create function fold_plan_use(organization uuid, wanted text) returns bigint
  language sql volatile security definer set search_path = public, pg_temp as $$
  with many as (
    select organization_id, resource from plan_use
    where (organization is null or organization_id = organization) and (wanted is null or resource = wanted)
    group by organization_id, resource having count(*) > 1
  ), held as (
    select u.organization_id, u.resource, u.id from plan_use u join many using (organization_id, resource)
    for update of u skip locked
  ), gone as (
    delete from plan_use u using held
    where u.organization_id = held.organization_id and u.resource = held.resource and u.id = held.id
    returning u.organization_id, u.resource, u.change
  ), folded as (
    insert into plan_use (organization_id, resource, change)
    select organization_id, resource, sum(change) from gone group by organization_id, resource
    returning 1
  )
  select count(*) from gone
$$;

-- What there is of a thing that the transaction has made more of, while no other transaction of the organization can use up
-- what is left of it. Null for `used` where it made no more: then nobody waits. Volatile: after the lock it sees what others
-- committed meanwhile.
create function hold_plan_growth(wanted text, out used bigint, out grown bigint)
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  changes bigint;
begin
  grown := own_plan_growth(wanted);
  if grown <= 0 then return; end if;
  perform pg_advisory_xact_lock(hashtextextended(current_organization()::text || ' ' || wanted, 180));
  select coalesce(sum(u.change), 0), count(*) into used, changes from plan_use u
    where u.organization_id = current_organization() and u.resource = wanted;
  if changes > 50 then perform fold_plan_use(current_organization(), wanted); end if;
end
$$;

-- What a recount found to be missing, of the transaction's organization alone.
create function adjust_plan_use(wanted text, by bigint) returns void
  language sql volatile security definer set search_path = public, pg_temp as $$
  select note_plan_use(current_organization(), wanted, by)
$$;

call isolate_tenant_tables();
create policy counting on plan_use to app_search using (true) with check (true);
grant select on plan_use to app_rw;
grant select, insert, update, delete on plan_use to app_search;
grant execute on function is_counted_track(timestamptz), is_counted_campaign(timestamptz, text, text),
  is_counted_integration(text), is_counted_schedule(boolean, timestamptz), own_plan_growth(text) to app_rw, app_search;
grant execute on function recount_plan_resource(text), hold_plan_growth(text), adjust_plan_use(text, bigint) to app_rw;
grant execute on function fold_plan_use(uuid, text) to app_worker;

grant create on schema public to app_search;
alter function note_plan_use(uuid, text, bigint) owner to app_search;
alter function fold_plan_use(uuid, text) owner to app_search;
alter function hold_plan_growth(text) owner to app_search;
alter function adjust_plan_use(text, bigint) owner to app_search;
alter function count_tracks() owner to app_search;
alter function count_campaigns() owner to app_search;
alter function count_integrations() owner to app_search;
alter function count_report_schedules() owner to app_search;
alter function count_schedules_of_campaigns() owner to app_search;
revoke create on schema public from app_search;
