import { PageInput, pageOf } from '../core/page.ts';
import { mutation, query } from '../core/procedure.ts';
import { Artist, NewArtist } from './schemas.ts';

export const artists = {
  create: mutation({
    permission: 'artists:write',
    input: NewArtist,
    output: Artist,
    errors: ['conflict'],
    http: { method: 'POST', path: '/v1/artists' },
    weight: 2,
    summary: 'Create an artist',
    description: 'Adds an artist to the catalogue. A Spotify id may be used once per organization.',
    example: { name: 'Sample Artist' },
  }),
  list: query({
    permission: 'artists:read',
    input: PageInput.meta({ id: 'ArtistListInput' }),
    output: pageOf(Artist).meta({ id: 'ArtistPage' }),
    errors: ['invalid_cursor'],
    http: { method: 'GET', path: '/v1/artists' },
    weight: 1,
    summary: 'List artists',
    description: 'The organization’s artists, newest first.',
    example: { limit: 20 },
  }),
};
