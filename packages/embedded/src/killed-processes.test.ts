import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { runProgram } from './testing/run-program.ts';
import { pidOf, storeProcesses, until, untilGone } from './testing/store-processes.ts';
import { removeFolder, temporaryFolder } from './testing/temporary-folder.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

describe.skipIf(process.platform !== 'linux')('after kill -9 (told by /proc, Linux only)', () => {
  let dataDir: string;

  beforeAll(async () => {
    dataDir = await temporaryFolder();
    const program = await run();
    const sql = client(program);
    await sql`create table kept (n int primary key)`;
    await sql.end();
    await program.close();
  });

  afterEach(() => untilGone(dataDir));
  afterAll(() => removeFolder(dataDir));

  const run = () => runProgram({ dataDir, documents: false });
  const client = (program: { postgresUrl: string }) => postgres(program.postgresUrl, { max: 1, onnotice() {} });

  async function rows(program: { postgresUrl: string }): Promise<number[]> {
    const sql = client(program);
    const found = await sql<{ n: number }[]>`select n from kept order by n`;
    await sql.end();
    return found.map(({ n }) => n);
  }

  test('of the keeper while it creates the cluster, the next start begins anew and leaves no draft', async () => {
    const fresh = join(dataDir, 'fresh');
    const starting = runProgram({ dataDir: fresh, documents: false });
    const draft = async () => (await readdir(fresh).catch(() => [])).some((name) => name.startsWith('postgres.new'));
    await until(draft, 'the cluster is being created');
    process.kill(await pidOf(fresh, 'keeper'), 'SIGKILL');
    // The program notices that its keeper has gone and starts the next one itself.
    const program = await starting;
    expect(await draft()).toBe(false);
    await program.close();
  });

  test('of a program, its lease ends: the stores serve the others, then stop', async () => {
    const killed = await run();
    const other = await run();
    await killed.kill();
    expect(await rows(other)).toEqual([]);
    await other.kill();
    await untilGone(dataDir);
  });

  test('of the keeper alone, no process stays behind and the program can still close', async () => {
    const program = await run();
    process.kill(await pidOf(dataDir, 'keeper'), 'SIGKILL');
    await untilGone(dataDir);
    await program.close();
  });

  test('of the keeper, a program that opens at once waits for the orphaned server to write out', async () => {
    const orphaned = await run();
    const sql = client(orphaned);
    await sql`insert into kept values (1)`;
    process.kill(await pidOf(dataDir, 'keeper'), 'SIGKILL');
    const next = await run();
    expect(next.joined).toBe(false);
    expect(await rows(next)).toEqual([1]);
    await Promise.all([orphaned.kill(), next.close(), sql.end({ timeout: 0 })]);
  });

  test('of everything at once, the next start has every committed row', async () => {
    const program = await run();
    const sql = client(program);
    await sql`insert into kept values (2)`;
    const open = postgres(program.postgresUrl, { max: 1 });
    const uncommitted = open.begin(async (tx) => {
      await tx`insert into kept values (3)`;
      for (const { pid } of await storeProcesses(dataDir)) process.kill(pid, 'SIGKILL');
      await program.kill();
      await tx`select 1`;
    });
    await expect(uncommitted).rejects.toThrow();
    await Promise.all([sql.end({ timeout: 0 }), open.end({ timeout: 0 })]);
    const next = await run();
    expect(await rows(next)).toEqual([1, 2]);
    await next.close();
  });

  test('of the server while a query runs, the keeper starts it again once the old backend is gone', async () => {
    const program = await run();
    const sql = client(program);
    const busy = sql`select count(*) from generate_series(1, 5000000)`.catch(() => 'cut off');
    const old = await pidOf(dataDir, 'postmaster');
    process.kill(old, 'SIGKILL');
    await busy;
    await sql.end({ timeout: 0 });
    await until(
      () =>
        rows(program).then(
          () => true,
          () => false,
        ),
      'the server answers again',
    );
    expect(await pidOf(dataDir, 'postmaster')).not.toBe(old);
    await program.close();
  });

  test('a process id in a stale note that now belongs to another program is left alone', async () => {
    const note = join(dataDir, 'postgres', 'postmaster.pid');
    await writeFile(note, `${process.pid}\n${join(dataDir, 'postgres')}\n`);
    const program = await run();
    expect((await readFile(note, 'utf8')).split('\n')[0]).toBe(String(await pidOf(dataDir, 'postmaster')));
    await program.close();
  });

  test('SIGTERM to the keeper stops both stores in order', async () => {
    const program = await run();
    process.kill(await pidOf(dataDir, 'keeper'), 'SIGTERM');
    await untilGone(dataDir);
    expect(await readFile(join(dataDir, 'logs', 'postgres.log'), 'utf8')).toContain('database system is shut down');
    await program.close();
  });
});
