import type { MetaColumnNames } from './meta-column-names.ts';

export const dutch: MetaColumnNames = {
  metrics: {
    impressions: ['weergaven'],
    reach: ['bereik'],
    reportedFrequency: ['frequentie'],
    spend: ['besteed bedrag'],
    results: ['resultaten'],
    clicks: ['klikken (alle)'],
    linkClicks: ['klikken op links', 'klikken op link'],
    landingPageViews: ['weergaven van landingspagina'],
    purchases: ['aankopen'],
    purchaseValue: ['conversiewaarde aankopen'],
    websitePurchases: ['aankopen op website'],
  },
  roles: {
    day: ['dag'],
    periodStart: ['start rapportage'],
    periodEnd: ['einde rapportage'],
    attribution: ['toeschrijvingsinstelling'],
    // "Valuta" is spelled as in Italian.
  },
  names: {
    adAccount: ['accountnaam'],
    campaign: ['campagnenaam'],
    adSet: ['naam advertentieset'],
    ad: ['naam advertentie', 'advertentienaam'],
  },
  externalIds: {
    campaign: ['campagne-id'],
    adSet: ['advertentieset-id'],
    ad: ['advertentie-id'],
  },
  breakdowns: { age: ['leeftijd'], gender: ['geslacht'] },
  labels: {
    resultIndicator: ['resultatenindicator', 'resultaatindicator'],
    resultType: ['resultaattype'],
    delivery: ['weergavestatus'],
    starts: ['begint op'],
    ends: ['eindigt op'],
    qualityRanking: ['kwaliteitsscore'],
    engagementRateRanking: ['rangschikking betrokkenheidspercentage'],
    conversionRateRanking: ['score conversieratio'],
  },
};
