import { join } from 'node:path';
import { SongTrackPro } from '@songtrackpro/sdk';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { removeFolder, temporaryFolder, until } from './installation.ts';
import { songtrackpro } from './run-songtrackpro.ts';

let folder: string;

beforeEach(async () => {
  folder = await temporaryFolder();
});

afterEach(() => removeFolder(folder));

test('beside a running server the operator sees jobs and events, and drives dead jobs again', async () => {
  const data = ['--data', join(folder, 'data')];
  const server = songtrackpro(['serve', ...data]);
  const [baseUrl] = await server.says(/http:\/\/127\.0\.0\.1:\d+/);
  const { identity } = new SongTrackPro({ baseUrl });
  await identity.signUp({ email: 'a@example.com', password: 'a long sentence that only I know', name: 'A' });

  const list = await songtrackpro(['jobs', 'list', ...data]).ended;
  expect(list).toMatchObject({ code: 0 });
  expect(list.stdout).toMatch(/^queue +waiting +failed before +running +dead +oldest waits$/m);
  expect(list.stdout).toMatch(/^mail( +\d+){4}/m);
  expect(await songtrackpro(['jobs', 'redrive', 'mail', ...data]).ended).toMatchObject({
    code: 0,
    stdout: '0 jobs wait in mail again.\n',
  });
  const unknown = await songtrackpro(['jobs', 'redrive', 'nothing', ...data]).ended;
  expect(unknown.code).toBe(1);
  expect(unknown.stderr).toContain('There is no queue “nothing”.');

  // The mail of the sign-up was a job; its event is stored within seconds.
  const names = async () => {
    const { stdout } = await songtrackpro(['events', '--kind', 'sync_job', '--json', ...data]).ended;
    const lines = stdout.split('\n').filter((line) => line !== '');
    return lines.map((line) => (JSON.parse(line) as { name: string }).name);
  };
  await until(
    async () => (await names()).includes('job mail'),
    () => 'the mail’s event is stored',
  );
  expect((await songtrackpro(['events', '--level', 'error', ...data]).ended).stdout).toBe(
    'No such event in the last 24 hours.\n',
  );
  const doctor = await songtrackpro(['doctor', ...data]).ended;
  expect(doctor.stdout).toMatch(/jobs mail: \d+ waiting \(0 after a failure\), \d+ running, 0 dead/);
  expect(doctor.stdout).toContain('system_events: no error in the last 24 hours.');
  server.send('SIGTERM');
  await server.ended;
});
