export { loadArtist } from './load.ts';
