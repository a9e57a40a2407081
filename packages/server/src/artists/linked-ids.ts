import type { MusicLink } from '@songtrackpro/contracts';

/** The id that a pasted link gives, under the field that keeps it. */
export function linkedIds(link: MusicLink | undefined): { spotifyId?: string; appleMusicId?: string } {
  if (!link) return {};
  return link.service === 'spotify' ? { spotifyId: link.id } : { appleMusicId: link.id };
}
