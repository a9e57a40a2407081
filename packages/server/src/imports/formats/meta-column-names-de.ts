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
    outboundClicks: ['ausgehende klicks'],
    landingPageViews: ['landingpage-aufrufe', 'zielseitenaufrufe'],
    purchases: ['käufe'],
    websitePurchases: ['website-käufe'],
    purchaseValue: ['conversion-wert von käufen'],
    videoPlays: ['videowiedergaben'],
    postReactions: ['beitragsreaktionen'],
    postComments: ['beitragskommentare'],
    postEngagements: ['beitragsinteraktionen'],
  },
  roles: {
    day: ['tag'],
    periodStart: ['berichtsstart', 'berichtsbeginn', 'auswertungsstart', 'auswertungsbeginn', 'beginn des berichts'],
    periodEnd: ['berichtsende', 'auswertungsende', 'ende des berichts'],
    attribution: ['attributionseinstellung'],
    currency: ['währung'],
  },
  names: {
    adAccount: ['kontoname', 'name des kontos'],
    campaign: ['kampagnenname', 'name der kampagne'],
    adSet: ['anzeigengruppenname', 'name der anzeigengruppe'],
    ad: ['anzeigenname', 'name der anzeige', 'name der werbeanzeige'],
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
