import type { Services } from './context.ts';

export interface Readiness {
  ready: boolean;
  stores: { postgres: boolean; documents: boolean };
}

const succeeded = (work: Promise<unknown>): Promise<boolean> =>
  work.then(
    () => true,
    () => false,
  );

/** Whether both stores answer at this moment. */
export async function checkReady({
  postgres,
  documents,
}: Pick<Services, 'postgres' | 'documents'>): Promise<Readiness> {
  const [relational, document] = await Promise.all([succeeded(postgres.app`select 1`), succeeded(documents.ping())]);
  return { ready: relational && document, stores: { postgres: relational, documents: document } };
}
