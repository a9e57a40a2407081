-- A daily mail holds what happened before its hour in the zone of whom it is for.
grant select (created_at) on notifications to app_worker;
