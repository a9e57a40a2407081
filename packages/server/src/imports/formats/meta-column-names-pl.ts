import type { MetaColumnNames } from './meta-column-names.ts';

export const polish: MetaColumnNames = {
  metrics: {
    impressions: ['wyświetlenia'],
    reach: ['zasięg'],
    reportedFrequency: ['częstotliwość'],
    spend: ['wydana kwota'],
    results: ['wyniki'],
    clicks: ['kliknięcia (wszystkie)'],
    linkClicks: ['kliknięcia linku', 'kliknięcia w link'],
    landingPageViews: ['wyświetlenia strony docelowej'],
    purchases: ['zakupy'],
    websitePurchases: ['zakupy w witrynie'],
    purchaseValue: ['wartość konwersji zakupów'],
    addsToCart: ['dodanie do koszyka'],
    checkouts: ['zainicjowanie finalizacji zakupu'],
    videoPlays3s: ['3-sekundowe odtworzenia filmu'],
  },
  roles: {
    day: ['dzień'],
    periodStart: ['początek raportowania', 'rozpoczęcie raportowania'],
    periodEnd: ['koniec raportowania', 'zakończenie raportowania'],
    periodRange: ['tydzień', '2 tygodnie', 'miesiąc'],
    attribution: ['ustawienie atrybucji', 'ustawienia atrybucji'],
    currency: ['waluta'],
  },
  names: {
    adAccount: ['nazwa konta'],
    campaign: ['nazwa kampanii'],
    adSet: ['nazwa zestawu reklam'],
    ad: ['nazwa reklamy'],
  },
  externalIds: {
    adAccount: ['identyfikator konta'],
    campaign: ['identyfikator kampanii'],
    adSet: ['identyfikator zestawu reklam'],
    ad: ['identyfikator reklamy'],
  },
  breakdowns: { age: ['wiek'], gender: ['płeć'], country: ['kraj'], platform: ['platforma'] },
  labels: {
    resultIndicator: ['wskaźnik wyniku', 'wskaźnik wyników'],
    resultType: ['typ wyniku'],
    campaignDelivery: ['wyświetlanie kampanii'],
    objective: ['cel'],
  },
};
