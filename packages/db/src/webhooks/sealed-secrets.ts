import { and, eq } from 'drizzle-orm';
import type { Postgres } from '../core/postgres.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import type { SealedSecret } from './endpoints.ts';
import { webhookEndpoints } from './tables.ts';

export interface EndpointSecrets {
  current: SealedSecret;
  /** Null where none was replaced. */
  previous: SealedSecret | null;
}

const toText = (bytes: Uint8Array) => Buffer.from(bytes).toString();

/** The sealed secrets of an endpoint; null where there is no such endpoint. */
export async function findEndpointSecrets(tx: TenantTransaction, id: string): Promise<EndpointSecrets | null> {
  const [row] = await tx.select().from(webhookEndpoints).where(eq(webhookEndpoints.id, id));
  if (!row) return null;
  const { previousSecret, previousSecretKey } = row;
  const previous =
    previousSecret !== null && previousSecretKey !== null
      ? { text: toText(previousSecret), keyId: previousSecretKey }
      : null;
  return { current: { text: toText(row.secret), keyId: row.secretKey }, previous };
}

/** Puts secrets that were sealed anew in the place of the same ones; answers false where they changed meanwhile. */
export async function resealEndpoint(
  tx: TenantTransaction,
  id: string,
  before: EndpointSecrets,
  { current, previous }: EndpointSecrets,
): Promise<boolean> {
  const rows = await tx
    .update(webhookEndpoints)
    .set({
      secret: Buffer.from(current.text),
      secretKey: current.keyId,
      previousSecret: previous && Buffer.from(previous.text),
      previousSecretKey: previous?.keyId ?? null,
    })
    .where(and(eq(webhookEndpoints.id, id), eq(webhookEndpoints.secret, Buffer.from(before.current.text))))
    .returning({ id: webhookEndpoints.id });
  return rows.length > 0;
}

/** Endpoints of all organizations of which another key than this one sealed a secret. */
export async function listEndpointsSealedOtherwise(
  { worker }: Pick<Postgres, 'worker'>,
  keyId: string,
): Promise<{ id: string; organizationId: string }[]> {
  return worker<{ id: string; organizationId: string }[]>`
    select id, organization_id as "organizationId" from webhook_endpoints
    where secret_key <> ${keyId} or previous_secret_key <> ${keyId} order by id`;
}
