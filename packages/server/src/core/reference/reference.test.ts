import { errorCodes } from '@songtrackpro/contracts';
import { expect, test } from 'vitest';
import { type FaceAnswer, readFaceAnswer } from '../../../test/fuzz/call-faces.ts';
import { DocumentJudge, listedIn } from '../../../test/fuzz/judge-by-document.ts';
import { openTestServer } from '../../../test/support.ts';
import type { ApiDocument } from '../openapi/described.ts';
import { exampleRequest } from './curl.ts';

const { server, organization, person, makeStaff } = await openTestServer();
const read = async (path: string) => (await fetch(`${server.url}${path}`)).text();
const api = JSON.parse(await read('/openapi.json')) as ApiDocument;

test('every page of the reference is reached from the first, and every link leads to a page and to a place on it', async () => {
  const pages = new Map<string, string>();
  const open = ['/docs'];
  const links: [string, string][] = [];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (pages.has(path)) continue;
    const answer = await fetch(`${server.url}${path}`);
    expect(answer.status, path).toBe(200);
    const text = await answer.text();
    pages.set(path, text);
    const found = [...text.matchAll(/ (?:href|src)="([^"]*)"/g)].map(([, target = '']) => target);
    for (const target of found) {
      expect(target, `${path} loads or links something outside`).toMatch(/^(\/|#)/);
      const [page = '', anchor] = target.split('#');
      links.push([page || path, anchor ?? '']);
      if (page !== '') open.push(page);
    }
  }
  const lost = links.filter(([page, anchor]) => anchor !== '' && !pages.get(page)?.includes(` id="${anchor}"`));
  expect(lost).toEqual([]);
  for (const code of errorCodes) expect([...pages.keys()]).toContain(`/docs/errors/${code}`);
  for (const operationId of listedIn(api).keys())
    expect(pages.get(`/docs/api/${operationId.split('.')[0]}`), operationId).toContain(` id="${operationId}"`);
});

test('nothing of a page runs, and nothing of it comes from elsewhere', async () => {
  for (const path of ['/docs', '/docs/api/campaigns', '/docs/types', '/docs/errors/not_found']) {
    const text = await read(path);
    expect(text).not.toMatch(/<script|<link|<img|@import|url\(| style="| on\w+="/i);
  }
});

test('the page of an error says what it means, what to do, what its details are, and shows one', async () => {
  const text = await read('/docs/errors/plan_limit');
  for (const part of ['HTTP status 403', 'What to do', '<code>suggestedPlan</code>', '&quot;resource&quot;'])
    expect(text).toContain(part);
  expect(await read('/docs/errors/store_unreachable')).toContain('The SDK sends the call again by itself.');
});

interface Caller {
  key: string;
  session: string;
  organizationId: string;
}

async function newCaller(): Promise<Caller> {
  const own = await organization();
  const somebody = await person({ organization: own, role: 'owner' });
  await makeStaff(somebody);
  return { key: own.apiKey, session: somebody.session, organizationId: own.id };
}

const judge = new DocumentJudge(api);
let caller = await newCaller();
const lost = new Set(['session_invalid', 'api_key_invalid', 'organization_required', 'organization_suspended']);

test.each([...listedIn(api).values()])(
  'the example of $operation.operationId is answered as the document says',
  async (call) => {
    const request = exampleRequest(api, call);
    if (!request) throw new Error('no example');
    const send = async (): Promise<FaceAnswer> => {
      const { security } = call.operation;
      const token = security.some((one) => 'apiKey' in one) ? caller.key : caller.session;
      const { method, address, body } = request;
      const headers = {
        ...(security.length > 0 && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      };
      return readFaceAnswer(`${server.url}${address}`, { method, headers, ...(body !== undefined && { body }) });
    };
    const codeOf = ({ error }: FaceAnswer) => (error as { data?: { code?: string } } | undefined)?.data?.code;
    let answer = await send();
    if (lost.has(codeOf(answer) ?? '')) {
      caller = await newCaller();
      answer = await send();
    }
    judge.expectDescribed(call, answer);
    // What the example names may not be there; that it is well formed, every call agrees on.
    expect(['invalid_input', 'invalid_json', 'unsupported_media_type', 'forbidden']).not.toContain(codeOf(answer));
  },
);
