import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { readArguments } from './arguments.ts';
import { addCounts, closingLine } from './counts.ts';
import { findLeftovers } from './leftovers.ts';
import { Programs } from './programs.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stp-command-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('a leading separator is dropped, own options are taken out, the rest are filters', () => {
  expect(readArguments(['--', 'packages/db', '--long'])).toEqual({
    noTests: false,
    long: true,
    filters: ['packages/db'],
  });
  expect(readArguments(['--no-tests'])).toEqual({ noTests: true, long: false, filters: [] });
});

test('the closing line counts skipped tests only where there are some', () => {
  const counts = addCounts({ passed: 2, failed: 0, skipped: 0 }, { passed: 3, failed: 1, skipped: 0 });
  expect(closingLine(counts)).toBe('5 passed, 1 failed');
  expect(closingLine({ ...counts, skipped: 4 })).toBe('5 passed, 1 failed, 4 skipped');
});

test('a program’s output and failure are reported, and so is one that cannot be started', async () => {
  const programs = new Programs();
  const failing = await programs.run(process.execPath, ['-e', 'console.log("said"); process.exit(3)']);
  expect(failing).toEqual({ ok: false, output: 'said\n' });
  const missing = await programs.run(join(folder, 'missing'), []);
  expect(missing.ok).toBe(false);
  expect(missing.output).toContain('ENOENT');
});

test('an interruption ends a program together with what it started', async () => {
  const programs = new Programs();
  const pidFile = join(folder, 'pid');
  const grandchild = `require('fs').writeFileSync(${JSON.stringify(pidFile)}, '' + process.pid); setInterval(() => {}, 1000)`;
  const child = `require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(grandchild)}], { stdio: 'inherit' })`;
  const running = programs.run(process.execPath, ['-e', child]);
  const pid = await vi.waitUntil(() => readFile(pidFile, 'utf8').then(Number, () => 0), { timeout: 30_000 });
  expect(process.kill(pid, 0)).toBe(true);
  programs.interrupt();
  // The outcome comes when nobody holds the output open any more: without the grandchild's end, never.
  expect((await running).ok).toBe(false);
});

test('files that are left behind are named', async () => {
  const temporary = join(folder, 'tmp');
  await mkdir(join(temporary, 'a'), { recursive: true });
  expect(await findLeftovers(temporary, 0)).toEqual({ ok: false, output: 'file a' });
  await rm(join(temporary, 'a'), { recursive: true });
  expect(await findLeftovers(temporary, 0)).toEqual({ ok: true, output: '' });
});

test.skipIf(process.platform !== 'linux')('processes that are left behind are named', async () => {
  const temporary = join(folder, 'used');
  await mkdir(temporary);
  const file = join(folder, 'used', 'wait.js');
  await writeFile(file, 'setInterval(() => {}, 1000)');
  const child = spawn(process.execPath, [file], { stdio: 'ignore' });
  await once(child, 'spawn');
  const { ok, output } = await findLeftovers(temporary, 0);
  child.kill();
  await once(child, 'exit');
  expect(ok).toBe(false);
  expect(output).toContain(`process ${child.pid}`);
});
