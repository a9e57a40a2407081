import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { readEnvironment } from './environment.ts';

test('without any variable the server listens on loopback, at a free port', () => {
  expect(readEnvironment({})).toMatchObject({ HOST: '127.0.0.1', PORT: 0, LOG_LEVEL: 'warn' });
});

test('a variable that is set to nothing counts as not set', () => {
  const empty = { DATABASE_URL: '', MONGODB_URI: '', SONGTRACKPRO_SECRET: '', HOST: '', PORT: '', LOG_LEVEL: '' };
  expect(readEnvironment(empty)).toEqual(readEnvironment({}));
});

test.each(['65536', '-1', '80.5', '1e3', '0x50', ' 80', 'http'])('“%s” is no PORT', (PORT) => {
  expect(() => readEnvironment({ PORT })).toThrow('PORT must be a port from 0 to 65535');
});

test('addresses of stores are kept as they are, whatever their options', () => {
  const given = {
    DATABASE_URL: 'postgres://owner:p%40ss@%2Frun%2Fpg/songtrackpro?sslmode=require',
    MONGODB_URI: 'mongodb+srv://user:p@cluster.example.com/songtrackpro?retryWrites=true',
  };
  expect(readEnvironment(given)).toMatchObject(given);
});

test('every fault is named at once, and no value, for it may be a password', () => {
  const faulty = { DATABASE_URL: 'mysql://root:hunter2@host/db', MONGODB_URI: 'hunter2', LOG_LEVEL: 'loud' };
  const message = (() => {
    try {
      readEnvironment(faulty);
      return 'accepted';
    } catch (error) {
      return String(error);
    }
  })();
  for (const name of Object.keys(faulty)) expect(message).toContain(`${name} must be`);
  expect(message).not.toMatch(/hunter2|loud/);
});

test('origins are taken as browsers state them, and nothing looser', () => {
  const { CORS_ORIGINS } = readEnvironment({ CORS_ORIGINS: 'https://app.example.com, http://localhost:5173' });
  expect(CORS_ORIGINS).toEqual(['https://app.example.com', 'http://localhost:5173']);
  for (const text of ['*', 'app.example.com', 'https://app.example.com/', 'https://*.example.com', 'null', 'a,']) {
    expect(() => readEnvironment({ CORS_ORIGINS: text })).toThrow(/CORS_ORIGINS must be origins(?!.*CORS_ORIGINS)/s);
  }
});

const tokenKey = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;

test('a production without a mail server or a key for tokens is refused by the name of what is missing', () => {
  const [SMTP_URL, TOKEN_KEYS] = ['smtp://mail.example.com', tokenKey('a')];
  for (const production of [{ SONGTRACKPRO_ENV: 'production' }, { NODE_ENV: 'production' }]) {
    expect(() => readEnvironment({ ...production, TOKEN_KEYS })).toThrow('SMTP_URL is missing');
    expect(() => readEnvironment({ ...production, SMTP_URL })).toThrow('TOKEN_KEYS is missing');
    expect(readEnvironment({ ...production, SMTP_URL, TOKEN_KEYS }).SONGTRACKPRO_ENV).toBe('production');
  }
  expect(readEnvironment({ SONGTRACKPRO_ENV: 'development', NODE_ENV: 'production' }).SMTP_URL).toBeUndefined();
});

test('keys for tokens are 32 bytes each with an id of its own, and a wrong one is not repeated', () => {
  const [first, second] = [tokenKey('2026a'), tokenKey('2025b')];
  expect(readEnvironment({ TOKEN_KEYS: `${first}, ${second}` }).TOKEN_KEYS).toContain(second);
  const short = `a:${randomBytes(16).toString('base64')}`;
  for (const text of [short, first.slice(6), `${first},`, `${first},${tokenKey('2026a')}`, first.slice(0, -4)]) {
    expect(() => readEnvironment({ TOKEN_KEYS: text })).toThrow(/TOKEN_KEYS must be id:base64 pairs/);
    expect(() => readEnvironment({ TOKEN_KEYS: text })).not.toThrow(text);
  }
});

test('an app of a provider needs both its id and its secret', () => {
  expect(() => readEnvironment({ META_APP_ID: '1' })).toThrow('META_APP_SECRET is missing');
  expect(() => readEnvironment({ SPOTIFY_APP_SECRET: 'x' })).toThrow('SPOTIFY_APP_ID is missing');
  expect(() => readEnvironment({ META_GRAPH_URL: 'http://127.0.0.1:5000/path' })).toThrow('META_GRAPH_URL must be');
});

test('retentions are pairs of a collection and days', () => {
  const { DOCUMENT_RETENTION } = readEnvironment({ DOCUMENT_RETENTION: 'system_events=7,api_usage=30' });
  expect(DOCUMENT_RETENTION).toEqual({ system_events: 7, api_usage: 30 });
  expect(readEnvironment({}).DOCUMENT_RETENTION).toEqual({});
  for (const text of ['7', 'system_events', 'system_events=-1', 'system_events=7;api_usage=1']) {
    expect(() => readEnvironment({ DOCUMENT_RETENTION: text })).toThrow('DOCUMENT_RETENTION must be collection=days');
  }
});
