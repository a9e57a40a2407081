import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { objectsOfTheFake, type Wire } from './stripe-objects.ts';

const dataDir = process.env.REAL_DATA_DIR;
const withFixtures = test.skipIf(dataDir === undefined);
const Fixtures = z.record(z.string(), z.record(z.string(), z.unknown()));

/**
 * Where the published fixtures and the API of this version differ: `-` is only theirs, `+` only ours and in the SDK's
 * types. Details of a card payment that no program here reads are left out.
 */
const explained: Record<string, readonly string[]> = {
  customer: ['+customer_account'],
  product: ['+tax_details'],
  subscription: ['+cancellation_details.feedback_option', '+trial_settings.end_behavior.billing_cycle_anchor'],
  subscription_item: ['+current_trial'],
  invoice: ['-subscription'],
  line_item: ['+pricing.price_details'],
  payment_intent: ['+allowed_payment_method_types', '+payment_record'],
  charge: [
    '+outcome.risk_level',
    '+payment_method_details.card.electronic_commerce_indicator',
    '-payment_method_details.card.extended_authorization',
    '-payment_method_details.card.incremental_authorization',
    '-payment_method_details.card.multicapture',
    '-payment_method_details.card.network_token',
    '-payment_method_details.card.overcapture',
  ],
  dispute: ['+evidence_details.submission_method', '+intended_submission_method'],
  'checkout.session': ['+allowed_payment_method_types', '+tax_id_collection'],
};

const kindOf = (value: unknown) => (Array.isArray(value) ? 'list' : typeof value);
const isRecord = (value: unknown): value is Wire => kindOf(value) === 'object' && value !== null;

/** Members that only one of two objects has, and those whose kinds differ; what is null may be anything. */
function differences(theirs: Wire, ours: Wire, at = ''): string[] {
  const names = new Set([...Object.keys(theirs), ...Object.keys(ours)]);
  return [...names].flatMap((name) => {
    if (name === 'metadata' || `${at}${name}` === 'data.object') return [];
    if (!(name in ours)) return [`-${at}${name}`];
    if (!(name in theirs)) return [`+${at}${name}`];
    const [a, b] = [theirs[name], ours[name]];
    if (a === null || b === null) return [];
    if (kindOf(a) !== kindOf(b)) return [`${at}${name}: ${kindOf(b)} in place of ${kindOf(a)}`];
    return isRecord(a) && isRecord(b) ? differences(a, b, `${at}${name}.`) : [];
  });
}

withFixtures(
  'every kind of object has the members that Stripe’s fixtures have, but for those that are explained',
  async () => {
    const fixtures = Fixtures.parse(
      JSON.parse(readFileSync(join(dataDir ?? '', 'stripe', 'fixtures3_subset.json'), 'utf8')),
    );
    const ours = await objectsOfTheFake();
    const found = Object.entries(ours).map(([kind, object]) => [
      kind,
      differences(fixtures[kind] ?? {}, object).toSorted(),
    ]);
    expect(Object.fromEntries(found)).toEqual(
      Object.fromEntries(Object.keys(ours).map((kind) => [kind, (explained[kind] ?? []).toSorted()])),
    );
    expect(Object.keys(ours)).toHaveLength(22);
  },
);
