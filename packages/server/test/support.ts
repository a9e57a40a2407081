import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { type MemberPermissions, type MemberRole, type Permission, permissions } from '@songtrackpro/contracts';
import { insertMember, setStaff, withTenant } from '@songtrackpro/db';
import { SongTrackPro } from '@songtrackpro/sdk';
import { afterAll, vi } from 'vitest';
import { storeSettings } from '../../../scripts/vitest/store-settings.ts';
import { systemClock } from '../src/core/clock.ts';
import { createLog } from '../src/core/log.ts';
import type { SignInSettings } from '../src/core/sign-in-settings.ts';
import { createOrganizationWithKey } from '../src/organizations/create-organization-with-key.ts';
import { type RunningServer, type ServerOptions, startServer } from '../src/server.ts';
import { mailsIn, type ReceivedMail } from './mail-folder.ts';
import { openOwnDatabase } from './own-database.ts';

export interface TestOrganization {
  client: SongTrackPro;
  apiKey: string;
  id: string;
}

export interface TestPerson {
  client: SongTrackPro;
  /** Token of the session, as a program of the person holds it. */
  session: string;
  userId: string;
  email: string;
}

export type { ReceivedMail };

export interface TestServer {
  server: RunningServer;
  /** A new organization with a key of all permissions, or of those given. */
  organization(scopes?: Permission[]): Promise<TestOrganization>;
  /** Mails that went to the address, in the order they were sent; waits until there are `count`, one unless given. */
  mailsTo(address: string, count?: number): Promise<ReceivedMail[]>;
  /** A client of a person's session, in the organization that is named where one is. */
  as(person: TestPerson, organization?: string): SongTrackPro;
  /** Makes a person one of those who run the installation. */
  makeStaff(person: TestPerson): Promise<void>;
  /** Makes a person a member. */
  join(organization: TestOrganization, userId: string, role: MemberRole): Promise<void>;
  /** A new person who is signed in, a member of the organization where one is given. */
  person(membership?: {
    organization: TestOrganization;
    role: MemberRole;
    permissions?: MemberPermissions;
    artistIds?: readonly string[];
  }): Promise<TestPerson>;
}

export const unlimitedAttempts: SignInSettings['limits'] = {
  perNetwork: 1e6,
  perAccountFromNetwork: 1e6,
  perAccount: 1e6,
  mailsPerAddress: 1e6,
  invitationsPerOrganization: 1e6,
};

let counter = 0;

/**
 * A server on the run's real stores, without limits unless they are asked for; closed after the test file. One with a
 * clock of its own has a database of its own, where no server with another clock does its work.
 */
export async function openTestServer(options: Partial<ServerOptions> = {}): Promise<TestServer> {
  // Any server of the run may take a mail out of the queue, so all of them write to one folder.
  const mailFolder = join(storeSettings().filesDir, '..', 'mail');
  const stores = options.stores ?? (options.clock ? await openOwnDatabase() : storeSettings());
  const server = await startServer({
    log: createLog('silent'),
    // Every test of a run comes from one address of the network.
    signIn: { limits: unlimitedAttempts },
    pointsPerMinute: 0,
    // A quarter of an hour that strikes during a run must not change what a test has made.
    timetable: false,
    ...options,
    stores,
  });
  afterAll(() => server.close());
  return {
    server,
    async organization(scopes = [...permissions]) {
      counter += 1;
      const { apiKey, organization } = await createOrganizationWithKey(server.services.postgres, {
        name: `Test label ${counter}`,
        slug: `test-${process.pid}-${counter}-${Date.now()}`,
        kind: 'label',
        timeZone: 'Europe/Berlin',
        currency: 'EUR',
        keyName: 'test',
        environment: 'dev',
        scopes,
        now: systemClock(),
      });
      return { client: new SongTrackPro({ apiKey, baseUrl: server.url }), apiKey, id: organization.id };
    },
    async mailsTo(address, count = 1) {
      return vi.waitFor(
        async () => {
          const found = await mailsIn(mailFolder, address);
          if (found.length < count) throw new Error(`${found.length} of ${count} mails to ${address} arrived`);
          return found;
        },
        { timeout: 20_000, interval: 50 },
      );
    },
    as: ({ session }, named) =>
      new SongTrackPro({ session, baseUrl: server.url, ...(named !== undefined && { organization: named }) }),
    async makeStaff({ email }) {
      await setStaff(stores.ownerUrl, email, true);
    },
    join({ id: organizationId }, userId, role) {
      const { postgres } = server.services;
      return withTenant(postgres, { organizationId }, (tx) => insertMember(tx, { organizationId, userId, role }));
    },
    async person(membership) {
      const { postgres, sessions } = server.services;
      const email = `${randomUUID()}@example.com`;
      const [user] = await postgres.auth<{ id: string }[]>`
        insert into users (email, name, email_verified) values (${email}, 'Person', true) returning id`;
      if (!user) throw new Error('no user');
      if (membership) {
        const { organization, role, permissions: own, artistIds = null } = membership;
        const organizationId = organization.id;
        const member = { organizationId, userId: user.id, role, artistIds, ...(own && { permissions: own }) };
        await withTenant(postgres, { organizationId }, (tx) => insertMember(tx, member));
      }
      const token = randomBytes(24).toString('base64url');
      await postgres.auth`
        insert into auth_sessions (user_id, token, expires_at) values (${user.id}, ${token}, now() + interval '1 day')`;
      const session = sessions.sign(token);
      return { client: new SongTrackPro({ session, baseUrl: server.url }), session, userId: user.id, email };
    },
  };
}

/** The error that a promise ends with; fails when it does not. */
export async function errorOf(promise: PromiseLike<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
  throw new Error('expected the call to fail, but it succeeded');
}
