import { execFileSync } from 'node:child_process';
import { chmod, chown, mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { runProgram } from '../testing/run-program.ts';
import { pidOf, untilGone } from '../testing/store-processes.ts';
import { removeFolder, temporaryFolder } from '../testing/temporary-folder.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const isLinuxRoot = process.platform === 'linux' && process.getuid?.() === 0;
const PROGRAM = fileURLToPath(new URL('../testing/program.ts', import.meta.url));
const DAC_OVERRIDE = 1n << 1n;
const DAC_READ_SEARCH = 1n << 2n;
const NOBODY = 65534;

function mayNarrowRights(): boolean {
  try {
    execFileSync('/usr/bin/env', ['setpriv', '--bounding-set=-setuid', 'unshare', '--user', 'true'], {
      stdio: 'ignore',
    });
    return true;
  } catch {
    return false;
  }
}

async function statusOf(pid: number): Promise<{ uid: number; capabilities: bigint }> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const field = (name: string) => new RegExp(`^${name}:\\s+(\\w+)`, 'm').exec(status)?.[1] ?? '';
  return { uid: Number(field('Uid')), capabilities: BigInt(`0x${field('CapEff')}`) };
}

describe.skipIf(!isLinuxRoot)('as root, whom PostgreSQL refuses (Linux, root only)', () => {
  let dataDir: string;

  beforeAll(async () => {
    dataDir = await temporaryFolder();
  });

  afterEach(() => untilGone(dataDir));
  afterAll(() => removeFolder(dataDir));

  test('it runs under an account that may enter the folder, with no capability, and says so once', async () => {
    await chmod(dataDir, 0o711);
    const program = await runProgram({ dataDir, documents: false });
    const { uid, capabilities } = await statusOf(await pidOf(dataDir, 'postmaster'));
    expect(uid).not.toBe(0);
    expect(capabilities).toBe(0n);
    expect((await stat(join(dataDir, 'postgres'))).uid).toBe(uid);
    expect(program.progress.filter((line) => line.includes(`(uid ${uid}), because`))).toHaveLength(1);
    await program.close();
  });

  test('in a folder that only root may enter, it gets the one capability to pass through', async () => {
    await chmod(dataDir, 0o700);
    const program = await runProgram({ dataDir, documents: false });
    const { uid, capabilities } = await statusOf(await pidOf(dataDir, 'postmaster'));
    expect(uid).not.toBe(0);
    expect(capabilities).toBe(DAC_READ_SEARCH);
    await program.close();
  });

  // A sandbox that forbids both programs leaves these ways to be tried elsewhere.
  describe.skipIf(!mayNarrowRights())('in a folder that only root may enter, for a root with fewer rights', () => {
    const runWithout = (rights: string) => {
      const command = ['setpriv', `--bounding-set=${rights}`, `--inh-caps=${rights}`, process.execPath, PROGRAM];
      return runProgram({ dataDir, documents: false }, { command });
    };

    test('without dac_read_search, as in most containers, it gets dac_override', async () => {
      const program = await runWithout('-dac_read_search');
      const { uid, capabilities } = await statusOf(await pidOf(dataDir, 'postmaster'));
      expect(uid).not.toBe(0);
      expect(capabilities).toBe(DAC_OVERRIDE);
      await program.close();
    });

    test("without the right to change accounts, it runs in a user name space, and the files become root's", async () => {
      const program = await runWithout('-setuid,-setgid');
      // From outside the server has root's number, but none of root's rights.
      expect(await statusOf(await pidOf(dataDir, 'postmaster'))).toEqual({ uid: 0, capabilities: 0n });
      expect((await stat(join(dataDir, 'postgres', 'base'))).uid).toBe(0);
      expect(program.progress.join()).toContain('of a user name space');
      await program.close();
    });
  });

  test('files of another account change hands back', async () => {
    execFileSync('chown', ['-R', '1:1', join(dataDir, 'postgres')]);
    const program = await runProgram({ dataDir, documents: false });
    const { uid } = await statusOf(await pidOf(dataDir, 'postmaster'));
    expect((await stat(join(dataDir, 'postgres', 'base', '1', 'PG_VERSION'))).uid).toBe(uid);
    await program.close();
  });

  test('a program of a normal user runs everything as that user', async () => {
    await chmod(dataDir, 0o711);
    const home = join(dataDir, 'home');
    await mkdir(home);
    await chown(home, NOBODY, NOBODY);
    const identity = ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'];
    const starter = { command: [...identity, process.execPath, PROGRAM], env: { PATH: process.env.PATH, HOME: home } };
    const program = await runProgram({ dataDir: join(home, 'data'), documents: false }, starter);
    expect((await statusOf(await pidOf(dataDir, 'keeper'))).uid).toBe(NOBODY);
    expect((await statusOf(await pidOf(dataDir, 'postmaster'))).uid).toBe(NOBODY);
    expect(program.progress.join()).not.toContain('root');
    const refused = runProgram({ dataDir: join(dataDir, 'not mine'), documents: false }, starter);
    await expect(refused).rejects.toThrow('data_dir_not_writable');
    await program.close();
  });
});
