export { linkedIds } from './linked-ids.ts';
export { loadArtist } from './load.ts';
