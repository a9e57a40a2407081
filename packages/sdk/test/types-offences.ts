import type { Contract } from '@songtrackpro/contracts';
import type {
  CallOptions,
  Metrics,
  MetricWatchInput,
  Paged,
  SongTrackPro,
  Track,
  TrackGetInput,
  TrackListInput,
} from '@songtrackpro/sdk';
import type { Problems } from './types.ts';

// Clients that differ from the contract in one way each: where the comparison stopped seeing one, its problem would be
// `never` and the constant would not compile.

interface Tracks extends Omit<SongTrackPro['tracks'], 'get' | 'list'> {
  get(input: TrackGetInput, options?: CallOptions): Promise<Track>;
  list(input?: TrackListInput, options?: CallOptions): Paged<Track>;
}

type ProblemsWith<Resource> = Problems<Omit<SongTrackPro, 'tracks'> & { tracks: Resource }, Contract>;
type Changed<Change> = ProblemsWith<Omit<Tracks, keyof Change> & Change>;

type Alike = [ProblemsWith<Tracks>] extends [never] ? 'alike' : ProblemsWith<Tracks>;
export const alike: Alike = 'alike';

export const missing: ProblemsWith<Omit<Tracks, 'get'>> = 'tracks.get is missing';

type OtherInput = Changed<{ get(input: { id: number }, options?: CallOptions): Promise<Track> }>;
export const otherInput: OtherInput = 'tracks.get takes another input than the contract';

type AnyInput = Changed<{ get(input: unknown, options?: CallOptions): Promise<Track> }>;
export const anyInput: AnyInput = 'tracks.get takes another input than the contract';

type NoOptions = Changed<{ get(input: TrackGetInput): Promise<Track> }>;
export const noOptions: NoOptions = 'tracks.get does not take input and options';

type MoreOutput = Changed<{ get(input: TrackGetInput, options?: CallOptions): Promise<Track & { isrcs: string[] }> }>;
export const moreOutput: MoreOutput = 'tracks.get answers something else than the contract';

type AnyOutput = Changed<{ get(input: TrackGetInput, options?: CallOptions): Promise<unknown> }>;
export const anyOutput: AnyOutput = 'tracks.get answers something else than the contract';

type OtherItems = Changed<{ list(input?: TrackListInput, options?: CallOptions): Paged<{ id: string }> }>;
export const otherItems: OtherItems = 'tracks.list iterates over other items than the contract';

export const unknownDomain: Problems<SongTrackPro & { albums: Tracks }, Contract> = 'albums is not in the contract';
export const missingDomain: Problems<Omit<SongTrackPro, 'tracks'>, Contract> = 'tracks is missing';

interface OtherStream extends Omit<Metrics, 'watch'> {
  watch(input?: MetricWatchInput, options?: CallOptions): AsyncGenerator<{ position: number }, void, undefined>;
}
type OtherEvents = Problems<Omit<SongTrackPro, 'metrics'> & { metrics: OtherStream }, Contract>;
export const otherEvents: OtherEvents = 'metrics.watch streams something else than the contract';
