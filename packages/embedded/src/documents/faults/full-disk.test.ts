import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { afterAll, expect, test } from 'vitest';
import { removeServers, startServerProcess } from '../../../conformance/start-server.ts';

afterAll(removeServers);

test('a full disk refuses writes with error 14031, keeps what was acknowledged and still reads', {
  timeout: 60_000,
}, async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'full-disk-'));
  try {
    execFileSync('/bin/mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    rmSync(folder, { recursive: true });
    context.skip('a small file system can only be mounted by root on Linux');
  }
  try {
    const server = await startServerProcess({ folder });
    const client = new MongoClient(server.uri);
    const things = client.db('test').collection<{ _id: number; text: string }>('things');
    let acknowledged = 0;
    let refusal: unknown;
    while (!refusal && acknowledged < 100_000) {
      const batch = Array.from({ length: 100 }, (_, i) => ({ _id: acknowledged + i, text: 'w'.repeat(1000) }));
      await things.insertMany(batch).then(
        () => {
          acknowledged += 100;
        },
        (error: unknown) => {
          refusal = error;
        },
      );
    }
    expect(refusal).toMatchObject({ code: 14031 });
    expect(acknowledged).toBeGreaterThan(0);
    expect(await things.countDocuments({ _id: { $lt: acknowledged } })).toBe(acknowledged);
    expect(await things.countDocuments({ _id: { $gte: acknowledged } })).toBe(0);
    expect(await client.db('test').command({ validate: 'things' })).toMatchObject({ valid: true });
    await client.close();
    await server.kill();
    const again = await startServerProcess({ folder });
    const reader = new MongoClient(again.uri);
    expect(await reader.db('test').collection('things').countDocuments({})).toBe(acknowledged);
    await reader.close();
    await again.close();
  } finally {
    execFileSync('/bin/umount', [folder]);
    rmSync(folder, { recursive: true });
  }
});
