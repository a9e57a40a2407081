import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { PageInput, pageOf } from '../core/page.ts';
import { mutation, query } from '../core/procedure.ts';
import { NewTrack, Track } from './schemas.ts';

const exampleId = '01930000-0000-7000-8000-000000000000';

export const tracks = {
  create: mutation({
    permission: 'tracks:write',
    input: NewTrack,
    output: Track,
    errors: ['conflict', 'not_found'],
    http: { method: 'POST', path: '/v1/tracks' },
    weight: 2,
    summary: 'Create a track',
    description:
      'Adds a track to one of the organization’s artists. ISRC and Spotify id may be used once per organization.',
    example: { artistId: exampleId, title: 'Sample Song', isrc: 'QM-ABC-26-00001' },
  }),
  get: query({
    permission: 'tracks:read',
    input: z.object({ id: Id }),
    output: Track,
    errors: ['not_found'],
    http: { method: 'GET', path: '/v1/tracks/{id}' },
    weight: 1,
    summary: 'Read a track',
    description: 'One track by its id.',
    example: { id: exampleId },
  }),
  list: query({
    permission: 'tracks:read',
    input: PageInput.extend({ artistId: Id.optional().describe('Only tracks of this artist.') }).meta({
      id: 'TrackListInput',
    }),
    output: pageOf(Track).meta({ id: 'TrackPage' }),
    errors: ['invalid_cursor'],
    http: { method: 'GET', path: '/v1/tracks' },
    weight: 1,
    summary: 'List tracks',
    description: 'The organization’s tracks, newest first.',
    example: { limit: 20 },
  }),
};
