import type { MetaColumnNames } from './meta-column-names.ts';

export const german: MetaColumnNames = {
  metrics: {
    impressions: ['impressionen'],
    reach: ['reichweite'],
    reportedFrequency: ['frequenz', 'häufigkeit'],
    spend: ['ausgegebener betrag'],
    results: ['ergebnisse'],
    clicks: ['klicks (alle)'],
    linkClicks: ['link-klicks', 'linkklicks'],
    purchases: ['käufe'],
    postReactions: ['beitragsreaktionen'],
    postComments: ['beitragskommentare'],
    postEngagements: ['beitragsinteraktionen'],
  },
  roles: {
    day: ['tag'],
    periodStart: ['berichtsstart', 'berichtsbeginn', 'auswertungsstart'],
    periodEnd: ['berichtsende', 'auswertungsende'],
    attribution: ['attributionseinstellung'],
    currency: ['währung'],
  },
  names: {
    adAccount: ['kontoname', 'name des kontos'],
    campaign: ['kampagnenname', 'name der kampagne'],
    adSet: ['anzeigengruppenname', 'name der anzeigengruppe'],
    ad: ['anzeigenname', 'name der werbeanzeige'],
  },
  externalIds: {
    campaign: ['kampagnen-id'],
    adSet: ['anzeigengruppen-id'],
    ad: ['anzeigen-id'],
  },
  breakdowns: { age: ['alter'], gender: ['geschlecht'], country: ['land'], platform: ['plattform'] },
  labels: {
    resultIndicator: ['ergebnisindikator'],
    resultType: ['ergebnistyp', 'ergebnisart'],
    campaignDelivery: ['kampagnenauslieferung'],
    adSetDelivery: ['anzeigengruppenauslieferung'],
    adDelivery: ['anzeigenauslieferung'],
    objective: ['ziel'],
  },
};
