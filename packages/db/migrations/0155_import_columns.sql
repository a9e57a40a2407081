-- What became of each column of an imported file, and what must be known before its numbers are trusted.
alter table imports
  add column columns jsonb,
  add column notes jsonb not null default '[]';
