import { date, numeric, pgTable, uniqueIndex } from 'drizzle-orm/pg-core';
import { createdAt, currency, organizationId, primaryId, updatedAt } from '../core/columns.ts';
import { ofTenant } from '../organizations/tables.ts';

export const fxRates = pgTable(
  'fx_rates',
  {
    id: primaryId(),
    organizationId: organizationId(),
    currency: currency().notNull(),
    date: date('date', { mode: 'string' }).notNull(),
    rate: numeric('rate').notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [...ofTenant(t), uniqueIndex('fx_rates_day_key').on(t.organizationId, t.date, t.currency)],
);
