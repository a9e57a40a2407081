-- A server process asks whether the database was migrated as far as its own version before it calls itself ready.
grant select on schema_migrations to app_worker;
