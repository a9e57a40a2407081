import { contract, type DomainContract } from '@songtrackpro/contracts';
import { SongTrackPro } from '@songtrackpro/sdk';
import { expect, test } from 'vitest';

const mutations = Object.entries<DomainContract>(contract).flatMap(([domain, procedures]) =>
  Object.entries(procedures)
    .filter(([, { kind }]) => kind === 'mutation')
    .map(([name, procedure]) => ({ domain, name, procedure })),
);

/** What one call sends when every answer gets lost. */
async function keysSent(domain: string, name: string, input: unknown, lose: () => Error): Promise<unknown[]> {
  const keys: unknown[] = [];
  const client = new SongTrackPro({
    baseUrl: 'http://127.0.0.1:4000',
    retries: 1,
    fetch: async (_, init) => {
      keys.push(new Headers(init?.headers).get('idempotency-key'));
      throw lose();
    },
  });
  const resource: object = Reflect.get(client, domain);
  const call: unknown = Reflect.apply(Reflect.get(resource, name), resource, [input]);
  await expect(call).rejects.toThrow();
  return keys;
}

const coded = (code: string) =>
  Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error(code), { code }) });

test('a mutation whose answer got lost is repeated under one key, and never where no key protects it', async () => {
  const repeated = await Promise.all(
    mutations.map(async ({ domain, name, procedure }) => {
      const keys = await keysSent(domain, name, procedure.example, () => coded('UND_ERR_SOCKET'));
      expect(new Set(keys).size, `${domain}.${name}`).toBe(1);
      return { call: `${domain}.${name}`, isPublic: procedure.permission === 'public', times: keys.length };
    }),
  );
  // Nobody's calls have no key at the server: a second reset of a password would be answered with “token_invalid”.
  for (const { call, isPublic, times } of repeated) expect({ call, times }).toEqual({ call, times: isPublic ? 1 : 2 });
});

test('a mutation of nobody is repeated where it can’t have arrived', async () => {
  const input = { email: 'someone@example.com', password: 'a long sentence of mine' };
  expect(await keysSent('identity', 'signIn', input, () => coded('ECONNREFUSED'))).toHaveLength(2);
});
