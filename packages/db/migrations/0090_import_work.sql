-- A dry run ends as previewed; an undo is work of its own that ends as undone.
alter domain import_status drop constraint import_status_check;
alter domain import_status add constraint import_status_check check (value in (
  'awaiting_content', 'queued', 'checking', 'writing', 'waiting', 'completed', 'refused', 'failed', 'previewed',
  'undoing', 'undone'));

alter table imports
  add column dry_run boolean not null default false,
  -- How far the work is; null unless it is under way.
  add column progress jsonb,
  -- From this moment on the ledger answers without the import.
  add column undone_at timestamptz;

drop policy open_work on imports;
create policy open_work on imports for select to app_worker
  using (status in ('queued', 'checking', 'writing', 'failed', 'undoing'));
drop index imports_open_idx;
create index imports_open_idx on imports (created_at)
  where status in ('queued', 'checking', 'writing', 'failed', 'undoing');
