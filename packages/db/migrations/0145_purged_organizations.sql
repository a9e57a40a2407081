-- What is left of an organization that was removed for good: its id, and when. Something may have been on its way to the
-- document store meanwhile, so its documents are erased once more a while later.
create table purged_organizations (
  id uuid primary key,
  deleted_at timestamptz not null,
  purged_at timestamptz not null default now(),
  swept_at timestamptz
);
create index purged_organizations_open_idx on purged_organizations (purged_at) where swept_at is null;
alter table purged_organizations enable row level security;
alter table purged_organizations force row level security;
create policy worker on purged_organizations to app_worker using (true) with check (true);
grant select, insert, update on purged_organizations to app_worker;
