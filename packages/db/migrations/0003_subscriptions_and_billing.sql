create table subscriptions (
  id uuid primary key default uuid_v7(),
  organization_id uuid not null references organizations (id) on delete cascade,
  tier subscription_tier not null default 'free',
  status subscription_status not null default 'active',
  stripe_customer_id text,
  stripe_subscription_id text,
  price_minor bigint check (price_minor >= 0),
  currency currency_code,
  trial_ends_at timestamptz,
  current_period_start timestamptz,
  current_period_end timestamptz,
  auto_renew boolean not null default true,
  canceled_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  check (price_minor is null or currency is not null),
  check (current_period_end > current_period_start),
  check (status <> 'trialing' or trial_ends_at is not null)
);
create unique index subscriptions_organization_key on subscriptions (organization_id);
create unique index subscriptions_stripe_customer_key on subscriptions (stripe_customer_id);
create unique index subscriptions_stripe_subscription_key on subscriptions (stripe_subscription_id);

create table invoices (
  id uuid primary key default uuid_v7(),
  organization_id uuid not null references organizations (id) on delete cascade,
  subscription_id uuid,
  stripe_invoice_id text,
  number text,
  status invoice_status not null default 'draft',
  currency currency_code not null,
  -- Negative where a credit is larger than what is charged.
  total_minor bigint not null,
  tax_minor bigint not null default 0,
  amount_due_minor bigint not null check (amount_due_minor >= 0),
  amount_paid_minor bigint not null default 0 check (amount_paid_minor >= 0),
  period_start timestamptz,
  period_end timestamptz,
  issued_at timestamptz,
  due_at timestamptz,
  paid_at timestamptz,
  -- Key of the PDF in the file storage.
  pdf_key text,
  hosted_url text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  check (period_end >= period_start),
  check (status <> 'paid' or paid_at is not null),
  foreign key (organization_id, subscription_id) references subscriptions (organization_id, id)
    on delete set null (subscription_id)
);
create unique index invoices_stripe_invoice_key on invoices (stripe_invoice_id);
create index invoices_issued_idx on invoices (organization_id, issued_at);
create index invoices_subscription_idx on invoices (organization_id, subscription_id);

create table payment_methods (
  id uuid primary key default uuid_v7(),
  organization_id uuid not null references organizations (id) on delete cascade,
  stripe_payment_method_id text not null,
  type text not null check (length(type) between 1 and 50),
  brand text,
  last4 text check (last4 ~ '^[0-9A-Za-z]{4}$'),
  expiry_month smallint check (expiry_month between 1 and 12),
  expiry_year smallint check (expiry_year between 2000 and 2200),
  is_default boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id)
);
create unique index payment_methods_stripe_key on payment_methods (stripe_payment_method_id);
create unique index payment_methods_default_key on payment_methods (organization_id) where is_default;

-- The index allows one default at most; an organization that has methods must also have one when it commits.
create function require_default_payment_method() returns trigger language plpgsql as $$
declare
  organization uuid := case tg_op when 'DELETE' then old.organization_id else new.organization_id end;
begin
  if exists (select from payment_methods p where p.organization_id = organization)
    and not exists (select from payment_methods p where p.organization_id = organization and p.is_default) then
    raise exception 'One payment method of an organization must be the default.'
      using errcode = 'check_violation', constraint = 'payment_methods_one_default', table = 'payment_methods';
  end if;
  return null;
end
$$;
create constraint trigger payment_methods_one_default after insert or update or delete on payment_methods
  deferrable initially deferred for each row execute function require_default_payment_method();

-- Stripe delivers an event at least once; the id makes the second time a repeat.
create table stripe_events (
  id text primary key check (length(id) between 1 and 255),
  type text not null,
  payload jsonb not null,
  attempts integer not null default 0,
  last_error text,
  received_at timestamptz not null default now(),
  processed_at timestamptz
);
create index stripe_events_open_idx on stripe_events (received_at) where processed_at is null;
