import { ErrorData, errorCatalogue, errorDetails, everyCallErrors, type Procedure } from '@songtrackpro/contracts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { rounds } from '../../../scripts/vitest/rounds.ts';
import type { ApiDocument } from '../src/core/openapi/described.ts';
import { domains } from '../src/router.ts';
import { timelineCsv } from './exports.ts';
import { arbitraryFromSchema, arbitraryInput, type Known } from './fuzz/arbitrary-input.ts';
import { brokenInput } from './fuzz/broken-input.ts';
import { type FaceAnswer, faces } from './fuzz/call-faces.ts';
import { DocumentJudge, inputSchema, type Listed, listedIn } from './fuzz/judge-by-document.ts';
import { openTestServer } from './support.ts';

// Every procedure that the server has is sent inputs that its schema describes, and such inputs broken. Over tRPC the contract
// says what is sent and judges what comes back, over plain HTTP the OpenAPI document alone.

const { server, organization, person, makeStaff } = await openTestServer();

const endpoints = domains.flat();
const api = (await (await fetch(`${server.url}/openapi.json`)).json()) as ApiDocument;
const listed = listedIn(api);
const judge = new DocumentJudge(api);

interface Caller {
  headers: Record<string, string>;
  known: Known;
}

/** An organization with something of each kind, and who calls in it: its key, or an owner who is staff as well. */
async function caller(by: 'key' | 'session'): Promise<Caller> {
  const own = await organization();
  const somebody = await person({ organization: own, role: 'owner' });
  const { userId: memberId } = await person({ organization: own, role: 'viewer' });
  if (by === 'session') await makeStaff(somebody);
  const { client } = own;
  const artist = await client.artists.create({ name: 'Anna' });
  const track = await client.tracks.create({ artistId: artist.id, title: 'Song' });
  const campaign = await client.campaigns.create({ name: 'Spring', artistId: artist.id });
  const announced = await client.imports.create({ fileName: 'A-audience-timeline.csv', artistId: artist.id });
  const key = await client.apiKeys.create({ name: 'K', scopes: ['artists:read'] });
  const list = await client.audiences.create({ name: 'People', kind: 'list' });
  const upload = await client.audiences.startUpload({ id: list.id });
  await somebody.client.imports.run({ fileName: 'B-audience-timeline.csv' }, timelineCsv([['2026-01-01', 7]]));
  const told = (await somebody.client.notifications.list()).items.map(({ id }) => id);
  const { slug } = (await client.organizations.me()).organization;
  const made = [artist, track, campaign, announced, key, list, upload, own].map(({ id }) => id);
  const ids = [...made, ...told, memberId, somebody.userId];
  return {
    headers: { authorization: `Bearer ${by === 'key' ? own.apiKey : somebody.session}`, 'x-organization': own.id },
    known: { ids, emails: [somebody.email], slugs: [slug] },
  };
}

const ErrorAnswer = z.object({ message: z.string().min(1), code: z.int(), data: ErrorData });

const isCode = (code: string): code is keyof typeof errorCatalogue => Object.hasOwn(errorCatalogue, code);

/** The code of an error that is one of the catalogue in all its parts. */
function codeOf({ error, status }: FaceAnswer, isStream: boolean): keyof typeof errorCatalogue {
  const { data } = ErrorAnswer.parse(error);
  if (!isCode(data.code)) throw new Error(`${data.code} is not in the catalogue`);
  expect(data.httpStatus).toBe(errorCatalogue[data.code].status);
  const details: z.ZodType = { ...errorDetails }[data.code as keyof typeof errorDetails] ?? z.undefined();
  details.optional().parse(data.details);
  // A stream has begun before its verb has run.
  if (!(isStream && status === 200)) expect(status).toBe(data.httpStatus);
  return data.code;
}

const callers = { key: await caller('key'), session: await caller('session') };

/** The caller lost what made them one: they signed out, left, or deleted the organization. */
const lost = new Set(['session_invalid', 'organization_required', 'organization_suspended', 'api_key_invalid']);

const cases = endpoints.flatMap(({ path, procedure }) =>
  (['key', 'session'] as const).map((by) => ({ path, procedure, by })),
);

interface Case {
  path: string;
  procedure: Procedure;
  by: 'key' | 'session';
}

/** What a face takes and how its answers are judged. */
interface Judged {
  inputs(case_: Case): fc.Arbitrary<unknown>;
  expectAsPromised(case_: Case, answer: FaceAnswer): void;
}

const byContract: Judged = {
  inputs: ({ procedure, by }) => arbitraryInput(procedure.input, callers[by].known),
  expectAsPromised({ procedure: { output, errors, kind } }, answer) {
    if (answer.error !== undefined) {
      const declared: ReadonlySet<string> = new Set([...everyCallErrors, ...errors]);
      expect(declared).toContain(codeOf(answer, kind === 'subscription'));
      return;
    }
    expect(answer.status).toBe(200);
    if (answer.data !== undefined) expect(output.parse(answer.data)).toEqual(answer.data);
  },
};

const callOf = (path: string): Listed => {
  const call = listed.get(path);
  if (!call) throw new Error(`the document does not list ${path}`);
  return call;
};

const byDocument: Judged = {
  inputs: ({ path, by }) =>
    arbitraryFromSchema(inputSchema(callOf(path), api), api.components.schemas, callers[by].known),
  expectAsPromised({ path, procedure }, answer) {
    // An empty field of an address makes it another one.
    if (answer.error !== undefined && codeOf(answer, procedure.kind === 'subscription') === 'procedure_not_found')
      return;
    judge.expectDescribed(callOf(path), answer);
  },
};

const judgedFaces = [
  ['tRPC', byContract],
  ['plain HTTP', byDocument],
] as const;

describe.each(judgedFaces)('over %s', (face, { inputs, expectAsPromised }) => {
  test.each(cases)(
    'by $by $path answers any input by its contract',
    async ({ path, procedure, by }) => {
      const { kind, weight } = procedure;
      const valid = inputs({ path, procedure, by });
      const long = kind === 'mutation' ? 100_000 : 3000;
      const anyInput = fc.oneof(valid, brokenInput(valid, long));
      await fc.assert(
        fc.asyncProperty(anyInput, async (generated) => {
          const answer = await faces[face](server.url, { path, procedure }, generated, callers[by].headers);
          expectAsPromised({ path, procedure, by }, answer);
          if (answer.error !== undefined) {
            const code = codeOf(answer, kind === 'subscription');
            expect(code).not.toBe('internal');
            if (lost.has(code)) callers[by] = await caller(by);
          }
          expect(Reflect.has({}, 'polluted')).toBe(false);
        }),
        { numRuns: Math.max(3, Math.ceil(rounds.contractInputs / weight)), endOnFailure: false },
      );
      expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    },
    60_000 + rounds.contractInputs * 2000,
  );
});
