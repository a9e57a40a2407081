import { afterEach, expect, test, vi } from 'vitest';
import { externalPostgres, withMongoDatabase, withPostgresDatabase } from './external-stores.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

test('a run’s database takes the place of the one in the address, and logins stay where they were', () => {
  expect(withMongoDatabase('mongodb://127.0.0.1:27017', 'run')).toBe('mongodb://127.0.0.1:27017/run');
  expect(withMongoDatabase('mongodb://%2Frun%2Fx.sock/', 'run')).toBe('mongodb://%2Frun%2Fx.sock/run');
  expect(withMongoDatabase('mongodb://u:p@a,b/db?tls=true', 'run')).toBe(
    'mongodb://u:p@a,b/run?tls=true&authSource=db',
  );
  expect(withMongoDatabase('mongodb://u:p@a', 'run')).toBe('mongodb://u:p@a/run?authSource=admin');
  expect(withMongoDatabase('mongodb+srv://u@a/?authSource=x', 'run')).toBe('mongodb+srv://u@a/run?authSource=x');
  expect(withPostgresDatabase('postgres://u:p@h:5432/db?sslmode=require', 'run')).toBe(
    'postgres://u:p@h:5432/run?sslmode=require',
  );
  expect(withPostgresDatabase('postgres://u@h', 'run')).toBe('postgres://u@h/run');
});

test('DATABASE_URL alone, which may name data that matter, is not tested on', () => {
  vi.stubEnv('DATABASE_URL', 'postgres://owner@host/label');
  vi.stubEnv('STP_TEST_DATABASE_URL', '');
  expect(externalPostgres()).toBeUndefined();
  vi.stubEnv('STP_TEST_DATABASE_URL', '1');
  expect(externalPostgres()?.ownerUrl).toBe('postgres://owner@host/label');
  vi.stubEnv('DATABASE_URL', '');
  expect(externalPostgres).toThrow('set that, too');
});
