-- Work over all organizations that one server process does at a time. A lease ends by itself, so a process that died holds
-- nothing for long. It belongs to no organization: only the role that works for all of them reaches it.
create table work_leases (
  name text primary key check (length(name) between 1 and 100),
  holder uuid not null,
  until timestamptz not null
);

alter table work_leases enable row level security;
alter table work_leases force row level security;
create policy worker on work_leases to app_worker using (true) with check (true);
grant select, insert, update, delete on work_leases to app_worker;
