-- How totals rows of a file agree with its other rows.
alter table imports add column totals jsonb not null default '[]';
