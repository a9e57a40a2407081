import { z } from 'zod';

/** Identifier of any entity: a UUID, version 7 where SongTrackPro made it (sorts by time of creation). */
export const Id = z.uuid().meta({ description: 'UUID; version 7 where SongTrackPro made it.' });
export type Id = z.infer<typeof Id>;
