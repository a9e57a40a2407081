import { glob, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

const root = new URL('../../../', import.meta.url);

async function sources(): Promise<{ path: string; text: string }[]> {
  const found = [];
  // Servers that stand in for providers keep no secret of anybody.
  for await (const path of glob('{server,db}/src/**/*.ts', { cwd: root.pathname }))
    if (!path.endsWith('.test.ts') && !path.includes('/fake/'))
      found.push({ path, text: await readFile(new URL(path, root), 'utf8') });
  return found;
}

const secret = '(?:token|secret|signature|hmac|digest|password|keyHash|challenge)';
const compared = new RegExp(`\\b\\w*${secret}\\b\\s*[!=]==?(?!=|\\s*(?:null|undefined|''))`, 'gi');

test('the search finds a secret that is compared letter by letter', () => {
  for (const text of ['if (token === given)', 'mySecret !== other', 'return signature == expected'])
    expect(text.match(compared), text).not.toBeNull();
  for (const text of ['token === null', 'token !== undefined', "secret === ''"])
    expect(text.match(compared)).toBeNull();
});

test('no secret is compared letter by letter, whose time would tell how much of it was right', async () => {
  const all = await sources();
  expect(all.length).toBeGreaterThan(200);
  expect(all.flatMap(({ path, text }) => (text.match(compared) ?? []).map((found) => `${path}: ${found}`))).toEqual([]);
});

test('what verifies a signature compares it in constant time, and keys are looked up by their hash', async () => {
  const all = await sources();
  const signing = all.filter(({ text }) => text.includes('createHmac('));
  const deriving = new Set([
    'db/src/core/roles.ts',
    'server/src/providers/meta/graph.ts',
    'server/src/core/once-for-person.ts',
    // Signs what others verify.
    'server/src/webhooks/send/sign.ts',
  ]);
  const verifying = signing.filter(({ path }) => !deriving.has(path));
  expect(verifying.map(({ path }) => path).toSorted()).toEqual([
    'server/src/core/cursor.ts',
    'server/src/core/session-token.ts',
    'server/src/providers/meta/signed-request.ts',
  ]);
  for (const { path, text } of verifying) expect(text, path).toContain('timingSafeEqual(');
  const lookUp = all.find(({ path }) => path === 'server/src/core/authenticate.ts')?.text ?? '';
  expect(lookUp).toContain('findUsableApiKey(services.postgres, hashApiKey(key)');
});
