import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { pageOf } from '../core/page.ts';
import { mutation, query } from '../core/procedure.ts';
import { Goal, GoalChange, GoalListInput, NewGoal } from './schemas.ts';

const exampleId = '01930000-0000-7000-8000-000000000000';

export const goals = {
  create: mutation({
    permission: 'campaigns:write',
    input: NewGoal,
    output: Goal,
    errors: ['not_found', 'conflict'],
    http: { method: 'POST', path: '/v1/goals' },
    weight: 2,
    summary: 'Create a goal',
    description:
      'Sets a campaign a goal. Its progress is computed from the numbers of track, artist or linked ad campaigns.',
    example: { campaignId: exampleId, type: 'streams', target: 100000 },
  }),
  get: query({
    permission: 'campaigns:read',
    input: z.object({ id: Id }),
    output: Goal,
    errors: ['not_found'],
    http: { method: 'GET', path: '/v1/goals/{id}' },
    weight: 1,
    summary: 'Read a goal',
    description: 'One goal with its progress.',
    example: { id: exampleId },
  }),
  list: query({
    permission: 'campaigns:read',
    input: GoalListInput,
    output: pageOf(Goal).meta({ id: 'GoalPage' }),
    errors: ['invalid_cursor'],
    http: { method: 'GET', path: '/v1/goals' },
    weight: 2,
    summary: 'List goals',
    description: 'Goals with their progress, newest first.',
    example: { campaignId: exampleId },
  }),
  update: mutation({
    permission: 'campaigns:write',
    input: GoalChange,
    output: Goal,
    errors: ['not_found', 'stale_version', 'conflict'],
    http: { method: 'PATCH', path: '/v1/goals/{id}' },
    weight: 2,
    summary: 'Change a goal',
    description: 'Changes baseline, target or deadline.',
    example: { id: exampleId, version: 1, target: 120000 },
  }),
  delete: mutation({
    permission: 'campaigns:write',
    input: z.object({ id: Id }),
    output: Goal,
    errors: ['not_found', 'conflict'],
    http: { method: 'DELETE', path: '/v1/goals/{id}' },
    weight: 2,
    summary: 'Delete a goal',
    description: 'Deletes a goal; it can be restored for a while. A running campaign keeps its last one.',
    example: { id: exampleId },
  }),
  restore: mutation({
    permission: 'campaigns:write',
    input: z.object({ id: Id }),
    output: Goal,
    errors: ['not_found', 'conflict'],
    http: { method: 'POST', path: '/v1/goals/{id}/restore' },
    weight: 2,
    summary: 'Restore a goal',
    description: 'Takes a deletion back.',
    example: { id: exampleId },
  }),
};
