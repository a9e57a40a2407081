import * as sdk from '@songtrackpro/sdk';
import { expect, test } from 'vitest';

const options = { apiKey: 'key', baseUrl: 'http://127.0.0.1:1' };

test('every resource of the client can be had by itself', () => {
  const exported = new Set<unknown>(Object.values(sdk));
  const resources: [string, object][] = Object.entries(new sdk.SongTrackPro(options));
  expect(resources.filter(([, resource]) => !exported.has(resource.constructor)).map(([name]) => name)).toEqual([]);
});

test('a client of some resources has those under the names that it was given', () => {
  const client = sdk.clientWith({ tracks: sdk.Tracks, numbers: sdk.Metrics }, options);
  expect(Object.keys(client)).toEqual(['tracks', 'numbers']);
  expect(client.numbers).toBeInstanceOf(sdk.Metrics);
});
