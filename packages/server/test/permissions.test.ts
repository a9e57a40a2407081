import { readFile } from 'node:fs/promises';
import {
  contract,
  type DomainContract,
  isPermission,
  type MemberRole,
  memberRoles,
  type Procedure,
  permissions,
} from '@songtrackpro/contracts';
import { expect, test } from 'vitest';
import { type Answer, callExample } from './call-procedure.ts';
import { openTestServer } from './support.ts';

// What the committed page says is tried over HTTP, for every procedure that it and the contracts have.

const { server, organization, person } = await openTestServer();

const page = await readFile(new URL('../../../docs/permissions.md', import.meta.url), 'utf8');

/** The page's row of a procedure: what it needs, whether it reaches the whole organization, and who may. */
function rowOf(path: string) {
  const line = page.split('\n').find((text) => text.startsWith(`| [${path}](`)) ?? '';
  const [, , needs = '', reach, ...roles] = line.split('|').map((cell) => cell.trim());
  const allowed = memberRoles.filter((_, index) => roles[index] === 'yes');
  return { needs: needs.replaceAll('`', ''), isWhole: reach === 'whole', allowed };
}

const procedures = Object.entries<DomainContract>(contract).flatMap(([domain, group]) =>
  Object.entries(group).map(([name, procedure]) => ({ path: `${domain}.${name}`, procedure })),
);

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const isRefusal = ({ code }: Answer) => code === 'forbidden' || code === 'restricted';

/** A member of an organization that nobody else uses: some calls end a session, a membership or an organization. */
async function asMember(procedure: Procedure, role: MemberRole, artistIds?: string[]): Promise<Answer> {
  const own = await organization();
  const { session } = await person({ organization: own, role, ...(artistIds && { artistIds }) });
  return callExample(server.url, procedure, { ...bearer(session), 'x-organization': own.id });
}

test('the page has a row for every procedure and no other', () => {
  const rows = [...page.matchAll(/^\| \[([\w.]+)\]/gm)].map(([, path]) => path);
  expect(rows).toEqual(procedures.map(({ path }) => path));
});

test.each(procedures)('$path allows and refuses each role as the page says', async ({ path, procedure }) => {
  const { allowed } = rowOf(path);
  const answers = await Promise.all(memberRoles.map((role) => asMember(procedure, role)));
  expect(answers.map(({ status }) => status).filter((status) => status >= 500)).toEqual([]);
  expect(memberRoles.filter((_, index) => !isRefusal(answers[index] ?? { status: 0, code: null, body: '' }))).toEqual(
    allowed,
  );
});

test.each(procedures.filter(({ path }) => rowOf(path).isWhole))(
  '$path reaches the whole organization and refuses a member restricted to artists',
  async ({ procedure }) => {
    expect(await asMember(procedure, 'owner', [])).toMatchObject({ status: 403, code: 'restricted' });
  },
);

test.each(procedures)('$path asks of a key exactly the scope that the page says', async ({ path, procedure }) => {
  const { needs } = rowOf(path);
  const withScopes = async (scopes: (typeof permissions)[number][]) => {
    const { apiKey } = await organization(scopes);
    return callExample(server.url, procedure, bearer(apiKey));
  };
  if (isPermission(needs)) {
    // A key that may make keys is still refused what it would give away without having it.
    expect((await withScopes([needs])).body).not.toContain(`"details":{"permission":"${needs}"}`);
    const refused = await withScopes(permissions.filter((permission) => permission !== needs));
    expect(refused).toMatchObject({ status: 403, code: 'forbidden' });
    expect(refused.body).toContain(`"details":{"permission":"${needs}"}`);
  } else {
    const { code } = await withScopes([...permissions]);
    expect(code === 'session_required').toBe(needs !== 'public');
  }
});
