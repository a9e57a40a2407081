import { afterAll } from 'vitest';
import { type FakeMeta, type FakeMetaOptions, startFakeMeta } from '../../src/providers/fakes.ts';
import { createMetaClient, type MetaAccess, type MetaClient, ProviderError } from '../../src/providers/index.ts';

export const account = '1000000000000001';

export interface OpenMeta {
  fake: FakeMeta;
  client: MetaClient;
  /** A token that the person granted, for the first ad account. */
  access: MetaAccess;
  token: string;
  /** Milliseconds that the client would have waited. */
  slept: number[];
}

/** A fake and a client whose token was granted in the dialog. The client's waits pass at once. */
export async function openMeta(
  options: FakeMetaOptions = {},
  settings: { timeoutMs?: number; rowsPerPage?: number; clock?: () => Date } = {},
): Promise<OpenMeta> {
  const fake = await startFakeMeta(options);
  afterAll(fake.close);
  const slept: number[] = [];
  const { appId, appSecret } = fake.app;
  const client = createMetaClient({
    graphUrl: fake.url,
    dialogUrl: fake.url,
    appId,
    appSecret,
    clock: settings.clock ?? (() => fake.clock.now()),
    timeoutMs: settings.timeoutMs ?? 20_000,
    ...(settings.rowsPerPage !== undefined && { rowsPerPage: settings.rowsPerPage }),
    sleep: async (ms) => {
      slept.push(ms);
    },
  });
  const redirectUri = 'http://127.0.0.1:4000/callback';
  const url = await client.authorizeUrl({ redirectUri, state: 's', scopes: ['ads_read', 'ads_management'] });
  const code = (await fake.approve(url)).searchParams.get('code') ?? '';
  const short = await client.exchangeCode({ code, redirectUri });
  const { accessToken: token } = await client.exchangeLongLived(short.accessToken);
  return { fake, client, access: { token: async () => token, account }, token, slept };
}

/** The refusal that a call ends with; fails when it doesn't. */
export async function refusalOf(work: Promise<unknown>): Promise<ProviderError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof ProviderError) return error;
    throw error;
  }
  throw new Error('expected the provider to refuse, but it answered');
}

/** All rows of pages. */
export async function rowsOf<Row>(pages: AsyncIterable<Row[]>): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const page of pages) rows.push(...page);
  return rows;
}
