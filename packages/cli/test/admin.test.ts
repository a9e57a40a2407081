import { join } from 'node:path';
import { SongTrackPro } from '@songtrackpro/sdk';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { removeFolder, temporaryFolder } from './installation.ts';
import { songtrackpro } from './run-songtrackpro.ts';

let folder: string;

beforeEach(async () => {
  folder = await temporaryFolder();
});

afterEach(() => removeFolder(folder));

test('the operator makes somebody staff who has signed up, beside a running server, and nobody else', async () => {
  const data = ['--data', join(folder, 'data')];
  const server = songtrackpro(['serve', ...data]);
  const [baseUrl] = await server.says(/http:\/\/127\.0\.0\.1:\d+/);
  const { identity } = new SongTrackPro({ baseUrl });
  await identity.signUp({
    email: 'someone@example.com',
    password: 'a long sentence that only I know',
    name: 'Someone',
  });
  expect(await songtrackpro(['admin', 'grant', 'Someone@example.com', ...data]).ended).toMatchObject({
    code: 0,
    stdout: 'Someone@example.com is staff of this installation now.\n',
  });
  expect(await songtrackpro(['admin', 'revoke', 'someone@example.com', ...data]).ended).toMatchObject({ code: 0 });
  const unknown = await songtrackpro(['admin', 'grant', 'nobody@example.com', ...data]).ended;
  expect(unknown.code).toBe(1);
  expect(unknown.stderr).toContain('Nobody has signed up as nobody@example.com.');
  server.send('SIGTERM');
  expect(await server.ended).toMatchObject({ signal: null });
});
