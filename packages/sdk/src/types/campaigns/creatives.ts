// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

export interface CampaignCreatives {
  version: 1;
  variants: {
    /** UUID; version 7 where SongTrackPro made it. */
    id: string;
    kind: 'image' | 'video' | 'text';
    /** Where the image or the video lies, over https; for front ends and ad platforms, never fetched here. */
    assetUrl: string | null;
    headline: string | null;
    body: string | null;
    callToAction: string | null;
    destinationUrl: string | null;
    utm: {
      source: string;
      medium: string;
      campaign: string;
      content?: string | undefined;
      term?: string | undefined;
    } | null;
  }[];
}
