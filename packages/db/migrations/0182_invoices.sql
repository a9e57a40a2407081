-- Invoices with what they are made of, and what became of the money.
alter table invoices
  add column subtotal_minor bigint not null default 0,
  -- Tries to collect it, and when the next one is.
  add column attempts integer not null default 0 check (attempts >= 0),
  add column next_attempt_at timestamptz,
  add column refunded_minor bigint not null default 0 check (refunded_minor >= 0),
  -- Stripe's word for how a dispute stands; null where nobody disputes.
  add column dispute_status text check (length(dispute_status) between 1 and 100),
  -- The PDF is fetched once, when nothing changes any more.
  add column pdf_sha256 bytea check (octet_length(pdf_sha256) = 32),
  add column pdf_bytes integer check (pdf_bytes > 0),
  -- What Stripe said, as it is compared with what it says the next time.
  add column stated text,
  add column synced_at timestamptz,
  add check (num_nulls(pdf_key, pdf_sha256, pdf_bytes) in (0, 3));

create table invoice_lines (
  id uuid primary key default uuid_v7(),
  organization_id uuid not null references organizations (id) on delete cascade,
  invoice_id uuid not null,
  position integer not null check (position >= 0),
  description text check (length(description) <= 1000),
  -- Negative for a credit.
  amount_minor bigint not null,
  quantity integer,
  proration boolean not null default false,
  period_start timestamptz,
  period_end timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  unique (organization_id, invoice_id, position),
  foreign key (organization_id, invoice_id) references invoices (organization_id, id) on delete cascade
);

call isolate_tenant_tables();
call add_timestamp_triggers();

-- A tenant reads its invoices; what Stripe says of them is written by the worker's role alone.
grant select on invoice_lines to app_rw;
create policy worker on invoice_lines to app_worker using (true) with check (true);
grant select, insert, delete on invoice_lines to app_worker;
