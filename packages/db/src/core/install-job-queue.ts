import type postgres from 'postgres';

/** pg-boss's tables lie in a schema of their own. */
export const jobSchema = 'jobs';

/**
 * What the roles may do there. The application's role hands jobs in inside its own transactions and can't read what a job
 * carries; the worker's role does the rest.
 */
const grants = `
  grant usage on schema ${jobSchema} to app_rw, app_worker;
  grant execute on all functions in schema ${jobSchema} to app_rw, app_worker;
  grant select on ${jobSchema}.queue, ${jobSchema}.version to app_rw;
  grant insert, select (id, start_after) on ${jobSchema}.job, ${jobSchema}.job_common to app_rw;
  grant select, insert, update, delete on all tables in schema ${jobSchema} to app_worker;
`;

async function versionOf(owner: postgres.Sql): Promise<number | null> {
  const [found] = await owner<{ there: boolean }[]>`
    select to_regclass(${`${jobSchema}.version`}) is not null as there`;
  if (!found?.there) return null;
  const [row] = await owner<{ version: number }[]>`select version from ${owner(`${jobSchema}.version`)}`;
  return row?.version ?? null;
}

/**
 * Makes the tables of the job queue, or brings them up to the version of the library, as the owner and on the connection
 * that holds the lock of the migrations.
 */
export async function installJobQueue(owner: postgres.Sql): Promise<void> {
  const { PgBoss } = await import('pg-boss');
  const before = await versionOf(owner);
  const executeSql = async (text: string, values: unknown[] = []) => ({
    rows: [...(await owner.unsafe(text, values as postgres.ParameterOrJSON<never>[]))],
  });
  const boss = new PgBoss({
    db: { executeSql },
    schema: jobSchema,
    supervise: false,
    schedule: false,
    registerInstance: false,
  });
  await boss.start();
  await boss.stop({ graceful: false, close: false });
  if ((await versionOf(owner)) !== before) await owner.unsafe(grants);
}
