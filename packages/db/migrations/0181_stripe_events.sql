-- What Stripe tells, as it came. It belongs to no tenant until its customer is known: only the worker's role reaches it.
alter table stripe_events
  add column api_version text,
  add column occurred_at timestamptz,
  add column customer_id text,
  add column invoice_id text,
  add column next_try_at timestamptz not null default now(),
  -- What became of it; null until it is processed.
  add column outcome text check (outcome in ('applied', 'unknown_type', 'unknown_customer', 'of_no_customer'));
drop index stripe_events_open_idx;
create index stripe_events_open_idx on stripe_events (next_try_at) where processed_at is null;
create index stripe_events_customer_idx on stripe_events (customer_id) where processed_at is null;
create index stripe_events_processed_idx on stripe_events (processed_at) where processed_at is not null;
grant delete on stripe_events to app_worker;

alter table subscriptions
  -- When the state was asked for that the row has: what was asked for earlier and comes later is passed over.
  add column synced_at timestamptz,
  -- What was found and nobody has settled: a price or a status that isn't known here.
  add column attention text check (length(attention) between 1 and 500),
  -- The page at Stripe on which somebody may be paying, and how many there were.
  add column checkout_session_id text check (length(checkout_session_id) between 1 and 255),
  add column checkouts integer not null default 0;
