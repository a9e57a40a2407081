import type { MetricSource } from '@songtrackpro/contracts';
import type { ColumnMeaning, FormatId } from './format.ts';

/** A table with one header row. Headers are squashed: lower case, letters and digits only, without a currency. */
export interface TableFormat {
  id: FormatId;
  source: MetricSource;
  /** Days and months are of this zone; null where the source doesn't say. */
  zone: string | null;
  /** Every one of a list must be there; any list will do. */
  signatures: readonly (readonly string[])[];
  columns: Readonly<Record<string, ColumnMeaning>>;
  /** What stands for a header that is missing, for example the release's title for the song's; a title also for a blank one. */
  instead?: Readonly<Record<string, readonly string[]>>;
}

const title = { as: 'track', part: 'title' } as const;
const artist = { as: 'track', part: 'artist' } as const;
const isrc = { as: 'track', part: 'isrc' } as const;
const spotifyId = { as: 'track', part: 'spotifyId' } as const;
const month = { as: 'month' } as const;
const store = { as: 'breakdown', key: 'store' } as const;
const country = { as: 'breakdown', key: 'country' } as const;
const salesType = { as: 'breakdown', key: 'salesType' } as const;
const units = { as: 'metric', metric: 'units' } as const;
const earnings = { as: 'metric', metric: 'earnings' } as const;
const streams = { as: 'metric', metric: 'streams' } as const;
const listeners = { as: 'metric', metric: 'listeners' } as const;
const label = (key: string) => ({ as: 'label', key }) as const;

export const tableFormats: readonly TableFormat[] = [
  {
    id: 'spotify_songs',
    source: 'spotify_for_artists',
    zone: 'UTC',
    signatures: [['song', 'listeners', 'streams', 'saves']],
    columns: {
      song: title,
      listeners,
      streams,
      saves: { as: 'metric', metric: 'saves' },
      releasedate: label('releaseDate'),
    },
  },
  {
    id: 'spotify_playlists',
    source: 'spotify_for_artists',
    zone: 'UTC',
    signatures: [['title', 'author', 'listeners', 'streams']],
    columns: {
      title: { as: 'breakdown', key: 'playlist' },
      author: { as: 'breakdown', key: 'playlistAuthor' },
      listeners,
      streams,
      dateadded: label('dateAdded'),
    },
  },
  {
    id: 'spotify_charts',
    source: 'spotify_charts',
    zone: 'UTC',
    signatures: [
      ['position', 'trackname', 'artist', 'streams', 'url'],
      ['rank', 'uri', 'artistnames', 'trackname', 'streams'],
      ['chartdate', 'chartposition', 'streams'],
      ['title', 'rank', 'date', 'region', 'chart', 'streams'],
      ['rank', 'uri', 'artistnames', 'trackname'],
      ['position', 'trackname', 'artist', 'url'],
    ],
    columns: {
      position: { as: 'metric', metric: 'chartPosition' },
      rank: { as: 'metric', metric: 'chartPosition' },
      chartposition: { as: 'metric', metric: 'chartPosition' },
      trackname: title,
      title,
      song: title,
      artist,
      artistnames: artist,
      performer: artist,
      url: spotifyId,
      uri: spotifyId,
      spotifyuri: spotifyId,
      streams,
      chartdate: { as: 'day' },
      date: { as: 'day' },
      region: country,
      country,
      chart: { as: 'breakdown', key: 'chart' },
      source: label('label'),
    },
  },
  {
    id: 'distrokid',
    source: 'distrokid',
    zone: null,
    signatures: [['salemonth', 'store', 'quantity', 'earnings']],
    columns: {
      salemonth: month,
      store,
      countryofsale: country,
      artist,
      title,
      isrc,
      upc: label('upc'),
      quantity: units,
      earnings,
    },
  },
  {
    id: 'tunecore',
    source: 'tunecore',
    zone: null,
    signatures: [['salesperiod', 'storename', 'unitssold', 'totalearned']],
    columns: {
      salesperiod: month,
      storename: store,
      countryofsale: country,
      artist,
      songtitle: title,
      // The ISRC stands in either; what is no ISRC is passed over.
      tcsongid: isrc,
      optionalisrc: isrc,
      upc: label('upc'),
      salestype: salesType,
      unitssold: units,
      totalearned: earnings,
      currency: { as: 'currency' },
    },
    instead: { songtitle: ['releasetitle'] },
  },
  {
    id: 'symphonic',
    source: 'symphonic',
    zone: null,
    signatures: [['reportingperiod', 'tracktitle', 'isrccode', 'digitalserviceprovider', 'count', 'royalty']],
    columns: {
      activityperiod: month,
      label: label('label'),
      tracktitle: title,
      artist,
      artistname: artist,
      isrccode: isrc,
      digitalserviceprovider: store,
      territory: country,
      count: units,
      royalty: earnings,
      saleorvoid: { as: 'reversal' },
    },
    // The months that were paid for; older reports only say when they were reported.
    instead: { activityperiod: ['reportingperiod'] },
  },
  {
    id: 'believe',
    source: 'believe',
    zone: null,
    signatures: [['salesmonth', 'platform', 'quantity', 'netrevenue']],
    columns: {
      salesmonth: month,
      platform: store,
      countryregion: country,
      country,
      labelname: label('label'),
      artistname: artist,
      tracktitle: title,
      upc: label('upc'),
      isrc,
      salestype: salesType,
      quantity: units,
      clientpaymentcurrency: { as: 'currency' },
      netrevenue: earnings,
    },
    instead: { tracktitle: ['releasetitle'] },
  },
];
