-- Who undid an import: a person or a key. No reference, for the ledger names them for good, also when they are gone.
alter table imports add column undone_by uuid;
