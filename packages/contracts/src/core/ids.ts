import { z } from 'zod';

/**
 * Identifier of any entity: a UUID, version 7 where SongTrackPro made it (sorts by time of creation). In lower case, as the
 * stores answer it, so that an id of the input is found among theirs.
 */
export const Id = z.uuid().toLowerCase().meta({ description: 'UUID; version 7 where SongTrackPro made it.' });
export type Id = z.infer<typeof Id>;
