import type { MetaColumnNames } from './meta-column-names.ts';

export const swedish: MetaColumnNames = {
  metrics: {
    impressions: ['exponeringar', 'visningar'],
    reach: ['räckvidd'],
    reportedFrequency: ['frekvens'],
    spend: ['spenderat belopp', 'använt belopp', 'belopp som spenderats'],
    results: ['resultat'],
    clicks: ['klick (alla)'],
    linkClicks: ['länkklick', 'klick på länk'],
    landingPageViews: ['visningar av landningssida', 'landningssidevisningar'],
    purchases: ['köp'],
    websitePurchases: ['köp på webbplatsen'],
    purchaseValue: ['konverteringsvärde för köp'],
  },
  roles: {
    // "Dag" is spelled as in Dutch.
    periodStart: ['rapporteringsstart', 'rapporteringen startar'],
    periodEnd: ['rapporteringsslut', 'rapporteringen slutar'],
    periodRange: ['vecka', '2 veckor', 'månad'],
    attribution: ['attribueringsinställning', 'attributionsinställning'],
    // "Valuta" is spelled as in Italian.
  },
  names: {
    adAccount: ['kontots namn', 'kontonamn'],
    campaign: ['kampanjnamn', 'kampanjens namn'],
    adSet: ['annonsuppsättningens namn', 'annonsgruppens namn', 'namn på annonsuppsättning'],
    ad: ['annonsnamn', 'annonsens namn'],
  },
  externalIds: {
    adAccount: ['konto-id'],
    campaign: ['kampanj-id'],
    adSet: ['annonsuppsättnings-id', 'annonsgrupps-id'],
    ad: ['annons-id'],
  },
  // "Land" and "Plattform" are spelled as in German.
  breakdowns: { age: ['ålder'], gender: ['kön'] },
  labels: {
    resultIndicator: ['resultatindikator'],
    resultType: ['resultattyp', 'typ av resultat'],
  },
};
