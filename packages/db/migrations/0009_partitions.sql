-- Months as partitions. A row whose month has no partition goes to the default one and is moved when its month gets
-- one: nothing is lost when the job that makes them ahead was late.
create view partitioned_tables as
  select c.oid::regclass as parent, c.relname::text as name, a.attname::text as key,
    (select d.oid::regclass from pg_partitioned_table pt join pg_class d on d.oid = pt.partdefid
     where pt.partrelid = c.oid) as fallback
  from pg_partitioned_table p
  join pg_class c on c.oid = p.partrelid and c.relnamespace = 'public'::regnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attnum = p.partattrs[0];

-- Nobody is granted anything on a partition, and its own row security admits no one: rows are reached through the
-- parent, whose policies hold. VACUUM alone is done partition by partition (a privilege since PostgreSQL 17).
create procedure seal_partition(partition regclass) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', partition);
  execute format(
    'alter table %s set (autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05, '
    'autovacuum_vacuum_insert_scale_factor = 0.1)', partition);
  if current_setting('server_version_num')::int >= 170000 then
    execute format('grant maintain on %s to app_worker', partition);
  end if;
end
$$;

create function ensure_partition(parent regclass, month date) returns boolean language plpgsql as $$
declare
  first_day date := date_trunc('month', month)::date;
  next_month date := (date_trunc('month', month) + interval '1 month')::date;
  t record;
  partition text;
begin
  select * into strict t from partitioned_tables p where p.parent = ensure_partition.parent;
  partition := format('%I', t.name || to_char(first_day, '"_"YYYY"_"MM'));
  if to_regclass(partition) is not null then
    return false;
  end if;
  execute format('create table %s (like %s including defaults including constraints including storage)', partition, parent);
  -- No row may come into the default partition from here on. The rows wait beside until the partition is attached:
  -- attaching it full would check its foreign keys under the owner's row policies, which show no parent.
  execute format('lock table %s in access exclusive mode', t.fallback);
  execute format('create temp table stray_rows on commit drop as select * from %s where %I >= %L and %I < %L',
    t.fallback, t.key, first_day, t.key, next_month);
  execute format('delete from %s where %I >= %L and %I < %L', t.fallback, t.key, first_day, t.key, next_month);
  execute format('alter table %s attach partition %s for values from (%L) to (%L)', parent, partition, first_day, next_month);
  execute format('insert into %s select * from stray_rows', partition);
  drop table stray_rows;
  call seal_partition(partition::regclass);
  return true;
end
$$;

-- Partitions of all tables from this month on. A definer function, because the worker's role owns nothing.
create function create_partitions(today date, months_ahead integer) returns setof text
language plpgsql security definer set search_path = public, pg_temp set timezone = 'UTC' as $$
declare
  t record;
  month date;
begin
  for t in select * from partitioned_tables order by name loop
    for month in
      select generate_series(date_trunc('month', today::timestamp),
        date_trunc('month', today::timestamp) + make_interval(months => months_ahead), interval '1 month')::date
    loop
      if ensure_partition(t.parent, month) then
        return next t.name || to_char(month, '"_"YYYY"_"MM');
      end if;
    end loop;
  end loop;
end
$$;

-- Months that wait in a default partition get partitions of their own. Months outside of the given ones stay there: a
-- wrong year in a file must not make a thousand partitions.
create function adopt_stray_rows(today date, months_back integer, months_ahead integer) returns setof text
language plpgsql security definer set search_path = public, pg_temp set timezone = 'UTC' as $$
declare
  first_day date := date_trunc('month', today::timestamp) - make_interval(months => months_back);
  last_day date := date_trunc('month', today::timestamp) + make_interval(months => months_ahead + 1) - interval '1 day';
  t record;
  month date;
begin
  for t in select * from partitioned_tables order by name loop
    for month in
      execute format('select distinct date_trunc(''month'', %I)::date from %s where %I >= %L and %I <= %L',
        t.key, t.fallback, t.key, first_day, t.key, last_day)
    loop
      if ensure_partition(t.parent, month) then
        return next t.name || to_char(month, '"_"YYYY"_"MM');
      end if;
    end loop;
  end loop;
end
$$;

-- Drops the months of one table that ended before the kept ones began, and older rows of the default partition. What
-- the outbox has not delivered stays, with its month.
create function drop_partitions(parent regclass, today date, keep_months integer) returns setof text
language plpgsql security definer set search_path = public, pg_temp set timezone = 'UTC' as $$
declare
  first_kept date := (date_trunc('month', today::timestamp) - make_interval(months => keep_months))::date;
  t record;
  child record;
  blocked boolean;
begin
  if keep_months < 1 then
    raise exception 'At least one month must be kept.';
  end if;
  select * into strict t from partitioned_tables p where p.parent = drop_partitions.parent;
  for child in
    select c.oid::regclass as partition, c.relname::text as name
    from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = parent and c.oid <> t.fallback
      -- The names sort like their months.
      and c.relname::text collate "C" < t.name || to_char(first_kept, '"_"YYYY"_"MM')
    order by c.relname
  loop
    if t.name = 'outbox' then
      execute format('select exists (select from %s where dispatched_at is null)', child.partition) into blocked;
      continue when blocked;
    end if;
    execute format('drop table %s', child.partition);
    return next child.name;
  end loop;
  execute format('delete from %s where %I < %L%s', t.fallback, t.key, first_kept,
    case when t.name = 'outbox' then ' and dispatched_at is not null' else '' end);
end
$$;

do $$
declare
  t record;
begin
  for t in select * from partitioned_tables loop
    execute format('create table %I partition of %s default', t.name || '_default', t.parent);
    call seal_partition((t.name || '_default')::regclass);
  end loop;
  perform create_partitions(current_date, 3);
end
$$;
