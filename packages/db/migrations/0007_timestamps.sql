-- Every table with updated_at keeps it by trigger, so that no statement can forget it. Later migrations call this again
-- for the tables that they bring.
create procedure add_timestamp_triggers() language plpgsql as $$
declare
  t regclass;
begin
  for t in
    select c.oid::regclass from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'updated_at' and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and not exists (select from pg_trigger g where g.tgrelid = c.oid and g.tgname = 'set_updated_at')
  loop
    execute format('create trigger set_updated_at before update on %s for each row execute function set_updated_at()', t);
  end loop;
end
$$;
call add_timestamp_triggers();
