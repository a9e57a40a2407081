import { z } from 'zod';

/** What is counted of events; only such numbers as may be added. */
export const eventCountFields = {
  plays: z.int().describe('`play` events.'),
  skips: z.int().describe('`skip` events.'),
  completes: z.int().describe('`complete` events.'),
  playsWithPlaytime: z.int().describe('Events that report a play time.'),
  playsUnder30s: z.int().describe('Events with a play time under 30 seconds.'),
  streams: z.int().describe('Events with a play time of 30 seconds and more.'),
  playtimeMs: z.int(),
};
