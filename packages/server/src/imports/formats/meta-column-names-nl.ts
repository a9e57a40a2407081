import type { MetaColumnNames } from './meta-column-names.ts';

export const dutch: MetaColumnNames = {
  metrics: {
    impressions: ['weergaven', 'vertoningen'],
    reach: ['bereik'],
    reportedFrequency: ['frequentie'],
    spend: ['besteed bedrag'],
    results: ['resultaten'],
    clicks: ['klikken (alle)'],
    linkClicks: ['klikken op links', 'klikken op link', 'linkklikken', 'linkkliks', 'link-kliks'],
    landingPageViews: ['weergaven van landingspagina'],
    purchases: ['aankopen'],
    purchaseValue: ['conversiewaarde aankopen', 'conversiewaarde van aankopen'],
    websitePurchases: ['aankopen op website'],
  },
  roles: {
    day: ['dag'],
    periodStart: ['start rapportage'],
    periodEnd: ['einde rapportage'],
    // "Week" is spelled as in English.
    periodRange: ['2 weken', 'maand'],
    attribution: ['toeschrijvingsinstelling'],
    // "Valuta" is spelled as in Italian.
  },
  names: {
    adAccount: ['accountnaam'],
    campaign: ['campagnenaam', 'naam campagne'],
    adSet: ['naam advertentieset', 'advertentiesetnaam'],
    ad: ['naam advertentie', 'advertentienaam'],
  },
  externalIds: {
    campaign: ['campagne-id', 'campagne id'],
    adSet: ['advertentieset-id', 'id advertentieset'],
    ad: ['advertentie-id'],
  },
  // "Land" is spelled as in German, "Platform" as in English.
  breakdowns: { age: ['leeftijd'], gender: ['geslacht'], region: ['regio'], placement: ['plaatsing'] },
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
