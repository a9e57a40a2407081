import { expect, test } from 'vitest';
import { furnish } from '../testing/furnish.ts';
import { openTestDatabase, silentSql } from '../testing/test-database.ts';
import { openPostgres, type Queryable } from './postgres.ts';
import { ensureRoles } from './roles.ts';

const { owner, ownerUrl, postgres, urls, secret } = await openTestDatabase();
const { organizationId } = await furnish(postgres);
const [me] = await owner<{ name: string; superuser: boolean; database: string }[]>`
  select current_user::text as name, rolsuper as superuser, current_database() as database
  from pg_roles where rolname = current_user`;

const code = (statement: string, pool: Queryable = postgres.app) =>
  pool.unsafe(statement).then(
    () => 'allowed',
    (error: { code?: string }) => error.code,
  );

const refused = '42501';

test.each([
  ['become the owner', `set role "${me?.name}"`],
  ['become the role of the search', 'set role app_search'],
  ['become the worker', 'set role app_worker'],
  ['become the role of sign-in', 'set session authorization app_auth'],
  ['lift FORCE', 'alter table tracks no force row level security'],
  ['switch row security off', 'alter table tracks disable row level security'],
  ['drop a policy', 'drop policy tenant on tracks'],
  ['add a policy', 'create policy everything on tracks using (true)'],
  ['read around policies', 'set row_security = off; select * from tracks'],
  ['create a table', 'create table mine (id int)'],
  ['create a function', 'create function mine() returns int language sql as $$ select 1 $$'],
  ['create a schema', 'create schema mine'],
  ['disable a trigger', 'alter table tracks disable trigger all'],
  ['truncate', 'truncate tracks cascade'],
  ['read sign-in sessions', 'select * from auth_sessions'],
  ['read password hashes', 'select password from auth_accounts'],
  ['read the outbox', 'select * from outbox'],
  ['change an invoice', 'update invoices set total_minor = 0'],
  ['read Stripe events', 'select * from stripe_events'],
  ['drop partitions', "select drop_partitions('outbox', current_date, 1)"],
  ['seal partitions', "call seal_partition('outbox_default')"],
  ['change a function', 'alter function search_tracks(text, integer) rename to other'],
  ['read the migrations’ list', 'select * from schema_migrations'],
])('the application’s role cannot %s', async (_, statement) => {
  expect(await code(statement)).toBe(refused);
});

test.each([
  ['sign-in', 'auth', 'select * from tracks'],
  ['sign-in', 'auth', 'select * from integrations'],
  ['sign-in', 'auth', 'update api_keys set scopes = null'],
  ['worker', 'worker', 'select * from auth_sessions'],
  ['worker', 'worker', 'select access_token from integrations'],
  ['worker', 'worker', "update tracks set title = 'x'"],
  ['worker', 'worker', 'create table mine (id int)'],
] as const)('the role of %s (%s) cannot run: %s', async (_, pool, statement) => {
  expect(await code(statement, postgres[pool])).toBe(refused);
});

test('of rows that hold a tenant’s work the worker sees only deleted ones', async () => {
  expect(await postgres.worker`select id from tracks where organization_id = ${organizationId}`).toEqual([]);
  await postgres.app.begin(async (tx) => {
    await tx`select set_config('app.organization_id', ${organizationId}, true)`;
    await tx`update tracks set deleted_at = now()`;
  });
  expect(await postgres.worker`select id from tracks where organization_id = ${organizationId}`).toHaveLength(1);
});

test('the owner’s connection is refused for serving', async () => {
  await expect(openPostgres({ ...urls, app: ownerUrl })).rejects.toThrow(/is a superuser|owns tables/);
});

test.skipIf(!me?.superuser)('a role that bypasses policies is refused (only a superuser can make one)', async () => {
  const name = `bypass_${me?.database}`;
  await owner.unsafe(`create role ${name} login bypassrls password 'secret'`);
  try {
    const app = urls.app.replace(/\/\/[^@]*@/, `//${name}:secret@`);
    await expect(openPostgres({ ...urls, app })).rejects.toThrow('has BYPASSRLS');
  } finally {
    await owner.unsafe(`drop role ${name}`);
  }
});

test.skipIf(!me?.superuser)(
  'a role that can become one that owns tables is refused (made by a superuser)',
  async () => {
    const [owning, member] = [`owning_${me?.database}`, `member_${me?.database}`];
    await owner.unsafe(`create role ${owning} nologin; create role ${member} login password 'secret' in role ${owning};
    create table owned_elsewhere (id int); alter table owned_elsewhere owner to ${owning}`);
    try {
      const app = urls.app.replace(/\/\/[^@]*@/, `//${member}:secret@`);
      await expect(openPostgres({ ...urls, app })).rejects.toThrow(`may SET ROLE to ${owning}, which owns tables`);
    } finally {
      await owner.unsafe(`drop table owned_elsewhere; drop role ${member}; drop role ${owning}`);
    }
  },
);

test('time-outs stand on the roles, so that every connection has them', async () => {
  const [app] = await postgres.app`select current_setting('statement_timeout') as statement,
    current_setting('lock_timeout') as lock, current_setting('idle_in_transaction_session_timeout') as idle`;
  expect(app).toEqual({ statement: '30s', lock: '10s', idle: '1min' });
  const [worker] = await postgres.worker`select current_setting('statement_timeout') as statement`;
  expect(worker).toEqual({ statement: '0' });
});

test('a second run over the roles changes nothing', async () => {
  const marks = () => owner`select rolname, shobj_description(oid, 'pg_authid') as mark from pg_roles
    where rolname like 'app\\_%' order by 1`;
  const before = await marks();
  await ensureRoles(owner, secret);
  expect(await marks()).toEqual(before);
});

test('without the right to create roles the SQL for an administrator is printed', async () => {
  const powerless = silentSql(urls.worker, { max: 1 });
  try {
    await expect(ensureRoles(powerless, 'another secret')).rejects.toThrow(
      /Let an administrator run this once.*alter role app_rw login.*set statement_timeout = '30s'.*grant app_search to/s,
    );
  } finally {
    await powerless.end();
  }
});
