import fc from 'fast-check';
import { expect, test } from 'vitest';
import { headBytes } from './dialect.ts';
import { ImportFault } from './import-fault.ts';
import { csv, inChunks, parseBytes } from './parse-bytes.testing.ts';
import { parseRows } from './parse-rows.ts';
import { recognise } from './recognise-format.ts';

const ads = csv(
  '\ufeffReporting starts,Reporting ends,Campaign name,Text,Campaign name,Results,Amount spent (USD),Impressions',
  '2026-01-01,2026-01-31,,,,,18.75,1200',
  '2026-01-01,2026-01-31,Été – Ads 🎧,"One ""quoted""\n\nline",Été – Ads 🎧,7,"1,250.07",900',
  '2026-01-01,2026-01-31,B,x,B,,0.2199694885165901,300',
);

test('the same rows come out however the bytes are cut', async () => {
  const whole = await parseBytes(ads, 'x.csv', {}, ads.length * 2);
  expect(whole.facts).toHaveLength(3);
  for (const size of [1, 2, 3, 5, 17, 64]) expect(await parseBytes(ads, 'x.csv', {}, size)).toEqual(whole);
});

test('damaged files are refused or read row by row, and never end in another error', async () => {
  const bytes = new TextEncoder().encode(ads);
  const damage = fc.array(fc.tuple(fc.nat({ max: bytes.length - 1 }), fc.nat({ max: 255 })), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(damage, fc.nat({ max: bytes.length }), async (changes, length) => {
      const copy = bytes.slice(0, length);
      for (const [place, byte] of changes) if (place < length) copy[place] = byte;
      const answer = recognise(copy.subarray(0, headBytes), 'x.csv');
      if (!answer.ok) return;
      try {
        for await (const batch of parseRows(inChunks(copy, 50), answer.format, answer.dialect)) {
          for (const row of batch) expect('fact' in row || row.error.line > 0).toBe(true);
        }
      } catch (error) {
        expect(error).toBeInstanceOf(ImportFault);
      }
    }),
    { numRuns: 300 },
  );
});

test('random bytes are never taken for an export', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
      expect(recognise(bytes, 'x.csv').ok).toBe(false);
    }),
  );
});
