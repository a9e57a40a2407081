import { setTimeout as sleep } from 'node:timers/promises';
import { countPendingMigrations } from '@songtrackpro/db';
import type { Services } from './context.ts';

export interface Readiness {
  ready: boolean;
  /** Whether each part can do its work at this moment. */
  parts: { postgres: boolean; documents: boolean; migrations: boolean; jobs: boolean };
}

/** Longest wait for a part, in milliseconds: who asks decides within seconds whether to send requests here. */
const patienceMs = 3000;

const succeeds = (work: Promise<unknown>): Promise<boolean> => {
  const done = work.then(
    () => true,
    () => false,
  );
  return Promise.race([done, sleep(patienceMs, false, { ref: false })]);
};

async function assertMigrated(postgres: Services['postgres']): Promise<void> {
  const pending = await countPendingMigrations(postgres);
  if (pending > 0) throw new Error(`${pending} migrations are pending`);
}

/** Whether both stores and the job queue answer, and the database is as new as this process. */
export async function checkReady(services: Pick<Services, 'postgres' | 'documents' | 'jobs'>): Promise<Readiness> {
  const { postgres, documents, jobs } = services;
  const [relational, document, migrations, queue] = await Promise.all([
    succeeds(postgres.app`select 1`),
    succeeds(documents.ping()),
    succeeds(assertMigrated(postgres)),
    succeeds(jobs.health()),
  ]);
  const parts = { postgres: relational, documents: document, migrations, jobs: queue };
  return { ready: Object.values(parts).every((part) => part), parts };
}
