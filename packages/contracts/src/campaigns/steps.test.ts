import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rounds } from '../../../../scripts/vitest/rounds.ts';
import { CampaignStatus } from './schemas.ts';
import {
  campaignNeeds,
  campaignSteps,
  findCampaignStep,
  lacksFor,
  nextCampaignStatuses,
  type StepFacts,
} from './steps.ts';

const statuses = CampaignStatus.options;
const date = fc
  .date({ min: new Date('2026-01-01'), max: new Date('2026-12-31'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));
const facts: fc.Arbitrary<StepFacts> = fc.record({
  trackId: fc.option(fc.uuid()),
  budgetMinor: fc.option(fc.nat()),
  startDate: fc.option(date),
  endDate: fc.option(date),
  goals: fc.nat(3),
  hasItsAudiences: fc.boolean(),
  brokenLinks: fc.constantFrom(0, 0, 1),
  today: date,
  spentMinor: fc.option(fc.nat()),
  stopMinor: fc.option(fc.nat()),
});

test('the table has each step once and never leads from a state to itself', () => {
  const names = campaignSteps.map(({ from, to }) => `${from} → ${to}`);
  expect(new Set(names).size).toBe(names.length);
  expect(campaignSteps.filter(({ from, to }) => from === to)).toEqual([]);
});

test('every state can be reached from a draft, and nothing follows the archive', () => {
  const reached = new Set<CampaignStatus>(['draft']);
  for (const status of reached) for (const next of nextCampaignStatuses(status)) reached.add(next);
  expect([...reached].sort()).toEqual([...statuses].sort());
  expect(nextCampaignStatuses('archived')).toEqual([]);
});

test('whatever steps are tried in whatever order, a campaign is never a draft again and never leaves the archive', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...statuses), { maxLength: 30 }), (wanted) => {
      let status: CampaignStatus = 'draft';
      const visited: CampaignStatus[] = [];
      for (const to of wanted) {
        if (findCampaignStep(status, to)) {
          status = to;
          visited.push(to);
        }
      }
      expect(visited).not.toContain('draft');
      expect(visited.indexOf('archived')).toBeOneOf([-1, visited.length - 1]);
      if (visited.includes('completed'))
        expect(visited.slice(visited.indexOf('completed') + 1)).not.toContain('active');
    }),
    { numRuns: rounds.properties },
  );
});

test('a campaign that may become active has a track, a budget, a goal, its audiences, working links, both dates with today between them, and money left', () => {
  fc.assert(
    fc.property(facts, fc.constantFrom('draft' as const, 'paused' as const), (known, from) => {
      const step = findCampaignStep(from, 'active');
      if (!step) throw new Error('there is such a step');
      const missing = lacksFor(step, known);
      const { trackId, budgetMinor, startDate, endDate, goals, today, spentMinor, stopMinor, hasItsAudiences } = known;
      const { brokenLinks } = known;
      const ready =
        trackId !== null &&
        (budgetMinor ?? 0) > 0 &&
        goals > 0 &&
        hasItsAudiences &&
        brokenLinks === 0 &&
        startDate !== null &&
        endDate !== null &&
        startDate <= today &&
        today <= endDate &&
        !(spentMinor !== null && stopMinor !== null && spentMinor >= stopMinor);
      expect(missing.length === 0).toBe(ready);
      expect(campaignNeeds).toEqual(expect.arrayContaining(missing));
    }),
    { numRuns: rounds.properties },
  );
});
