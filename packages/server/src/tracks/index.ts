export { loadTrack } from './load.ts';
