import { hashId } from '../core/document-ids.ts';
import { tenantCollection } from '../core/gateway.ts';
import { type DocumentDatabase, toUuid } from '../core/mongo.ts';
import { collectionOf, ledgerOf } from './documents.ts';
import { type LedgerFact, recordFacts } from './ledger.ts';
import { breakdownKeyOf, ledgerId } from './ledger-key.ts';
import type { FactVersion } from './ledger-version.ts';
import { fromStored, toStored } from './stored-numbers.ts';
import { fromVersionDocument } from './version-documents.ts';

/** `repeated`: it was said before in the same words; `conflict`: it contradicts what was said of the same moment. */
export type PushOutcome = 'recorded' | 'repeated' | 'conflict';

/** Names a statement by its words: for the `origin` of what a program pushes. */
export const statementId = (said: string): string => hashId([said]);

type Said = Pick<FactVersion, 'observedAt' | 'values' | 'origin'> & Pick<LedgerFact, 'zone' | 'currency'>;

async function saidBefore(
  db: DocumentDatabase,
  organizationId: string,
  facts: readonly LedgerFact[],
): Promise<Map<string, Said[]>> {
  const said = new Map<string, Said[]>();
  const nameOf = ({ key }: LedgerFact) => collectionOf(key.subject.kind, breakdownKeyOf(key.breakdown), key.source);
  for (const [name, group] of Map.groupBy(facts, nameOf)) {
    const ids = group.map(({ key }) => toUuid(ledgerId(organizationId, key)));
    const found = await tenantCollection(db, ledgerOf(name), organizationId).find({ _id: { $in: ids } });
    for (const { _id, versions } of found) said.set(_id.toString(), versions.map(fromVersionDocument));
  }
  return said;
}

function contradicts(a: Said, b: Said): boolean {
  if (a.observedAt.getTime() !== b.observedAt.getTime()) return false;
  if (a.zone !== b.zone || a.currency !== b.currency) return true;
  const other = new Map(Object.entries(b.values));
  return Object.entries(a.values).some(([id, value]) => other.has(id) && other.get(id) !== value);
}

/**
 * Records what a program states, and answers an outcome for each fact, in their order. Callers take turns by
 * `lockPushes`: of two at the same time that contradict each other one is told so.
 */
export async function pushFacts(
  db: DocumentDatabase,
  organizationId: string,
  facts: readonly LedgerFact[],
): Promise<PushOutcome[]> {
  const known = await saidBefore(db, organizationId, facts);
  const fresh: LedgerFact[] = [];
  const outcomes = facts.map((fact): PushOutcome => {
    const id = ledgerId(organizationId, fact.key);
    const { observedAt, origin, values } = fact.statement;
    const { zone, currency } = fact;
    const said = { observedAt, origin, zone, currency, values: fromStored(toStored(values)) };
    const earlier = known.get(id) ?? [];
    if (earlier.some((one) => one.origin.importId === origin.importId)) return 'repeated';
    if (earlier.some((one) => contradicts(one, said))) return 'conflict';
    known.set(id, [...earlier, said]);
    fresh.push(fact);
    return 'recorded';
  });
  await recordFacts(db, organizationId, fresh);
  return outcomes;
}
