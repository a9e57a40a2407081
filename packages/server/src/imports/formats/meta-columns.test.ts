import { expect, test } from 'vitest';
import { listMetaColumns, readMetaColumn } from './meta-columns.ts';
import { normaliseHeader } from './normalise-header.ts';
import { csv, parseBytes } from './parse-bytes.testing.ts';

test('no header means two things, in any language', () => {
  const meanings = new Map<string, string>();
  for (const { header, meaning } of listMetaColumns()) {
    const said = JSON.stringify(meaning);
    expect(meanings.get(header) ?? said, header).toBe(said);
    meanings.set(header, said);
    expect(normaliseHeader(header)).toBe(header);
  }
});

test.each([
  '"Reporting Starts","Reporting Ends","Campaign Name","Ad Set Name",Reach,Impressions,"Amount Spent (USD)","Link Clicks","Clicks (All)"',
  'Reporting starts,Reporting ends,Campaign name,Ad Set Name,Reach,Impressions,Amount spent (USD),Link clicks,Clicks (all)',
  'reporting_starts,reporting_ends,campaign_name,ad_set_name,reach,impressions,Amount spent (USD),link_clicks,clicks (all)',
  'Inicio del informe,Fin del informe,Nombre de la campaña,Nombre del conjunto de anuncios,Alcance,Impresiones,Importe gastado (USD),Clics en el enlace,Clics (todos)',
  'Début des rapports,Fin des rapports,Nom de la campagne,Nom de l’ensemble de publicités,Couverture,Impressions,Montant dépensé (USD),Clics sur un lien,Clics (tous)',
  'Berichtsstart,Berichtsende,Kampagnenname,Anzeigengruppenname,Reichweite,Impressionen,Ausgegebener Betrag (USD),Link-Klicks,Klicks (alle)',
  'Início dos relatórios,Término dos relatórios,Nome da campanha,Nome do conjunto de anúncios,Alcance,Impressões,Valor usado (USD),Cliques no link,Cliques (todos)',
  'Start rapportage,Einde rapportage,Campagnenaam,Naam advertentieset,Bereik,Weergaven,Besteed bedrag (USD),Klikken op links,Klikken (alle)',
  'Start rapportage,Einde rapportage,Naam campagne,Advertentiesetnaam,Bereik,Vertoningen,Besteed bedrag (USD),Linkklikken,Klikken (alle)',
  'Início dos relatórios,Fim dos relatórios,Nome da campanha,Nome do conjunto de anúncios,Alcance,Impressões,Montante gasto (USD),Cliques na ligação,Cliques (todos)',
  'Początek raportowania,Koniec raportowania,Nazwa kampanii,Nazwa zestawu reklam,Zasięg,Wyświetlenia,Wydana kwota (USD),Kliknięcia linku,Kliknięcia (wszystkie)',
  'Rapporteringsstart,Rapporteringsslut,Kampanjnamn,Annonsuppsättningens namn,Räckvidd,Exponeringar,Spenderat belopp (USD),Länkklick,Klick (alla)',
  'Inizio dei report,Fine dei report,Nome della campagna,Nome del gruppo di inserzioni,Copertura,Impression,Importo speso (USD),Clic sul link,Clic (tutti)',
])('reads the header %s', async (header) => {
  const { facts, errors } = await parseBytes(csv(header, '2026-01-01,2026-01-31,A,B,8,9,1.5,2,3'));
  expect(errors).toEqual([]);
  expect(facts).toMatchObject([
    {
      subject: { kind: 'adSet', name: 'B', campaign: { name: 'A' } },
      date: '2026-01-01',
      periodEnd: '2026-01-31',
      currency: 'USD',
      values: { reach: 8, impressions: 9, spend: '1.5', linkClicks: 2, clicks: 3 },
    },
  ]);
});

test('a French export by day with semicolons and decimal commas', async () => {
  const { facts } = await parseBytes(
    csv('Jour;Nom de la campagne;Montant dépensé (USD);Impressions', '2026-01-07;A;1 234,56;9 876'),
  );
  expect(facts).toMatchObject([
    { granularity: 'day', date: '2026-01-07', currency: 'USD', values: { spend: '1234.56', impressions: 9876 } },
  ]);
});

test.each(['Monat', 'Mois', 'Mes', 'Mês', 'Mese', 'Maand', 'Miesiąc', 'Månad', 'Woche', 'Semaine', 'Semana'])(
  'a cell of %s says the period of its row',
  async (header) => {
    const { facts } = await parseBytes(
      csv(
        `${header},Campaign name,Amount spent (USD),Reach`,
        '2026-02-01 - 2026-02-28,A,1,2',
        '2026-03-01 - 2026-03-31,A,1,2',
      ),
    );
    expect(facts.map(({ granularity, date, periodEnd }) => [granularity, date, periodEnd])).toEqual([
      ['period', '2026-02-01', '2026-02-28'],
      ['period', '2026-03-01', '2026-03-31'],
    ]);
  },
);

test('an accent written as two characters is the same header', () => {
  expect(readMetaColumn('Impressões'.normalize('NFD')).meaning).toEqual({ as: 'metric', metric: 'impressions' });
});

test('the currency of a header is an ISO code, and (ALL) is none', () => {
  expect(readMetaColumn('Amount spent (EGP)').meaning).toEqual({ as: 'metric', metric: 'spend', currency: 'EGP' });
  expect(readMetaColumn('Amount spent').meaning).toEqual({ as: 'metric', metric: 'spend' });
  expect(readMetaColumn('CLICKS (ALL)').meaning).toEqual({ as: 'metric', metric: 'clicks' });
  expect(readMetaColumn('Amount spent (XYZ)').meaning).toEqual({ as: 'ignored', reason: 'unknown' });
});

test('ratios are known as calculated in every language', () => {
  for (const header of [
    'CTR (link click-through rate)',
    'CPC (cost per link click) (EGP)',
    'Cost per landing page view (EGP)',
    'Coste por resultado',
    'Coût par résultat',
    'Kosten pro Ergebnis',
    'Custo por resultados',
    'Costo per risultati',
    'Koszt za wynik',
    'Kostnad per resultat',
    'ROAS (retour sur les dépenses publicitaires) des achats',
  ]) {
    expect(readMetaColumn(header).meaning, header).toEqual({ as: 'ignored', reason: 'calculated' });
  }
});

test.each(['$', '¥', 'kr', 'Rs.', 'C$'])(
  'the sign (%s) is of several currencies: the amounts stay, and their currency is asked',
  async (sign) => {
    const table = csv(`Day,Campaign name,Amount spent (${sign}),Impressions`, '2026-01-01,A,12.50,7');
    await expect(parseBytes(table)).rejects.toThrow('needs_currency');
    const { facts } = await parseBytes(table, 'x.csv', { currency: 'SEK' });
    expect(facts).toMatchObject([{ currency: 'SEK', values: { spend: '12.5', impressions: 7 } }]);
    const sales = csv(`Sale Month,Store,Title,Quantity,Earnings (${sign})`, '2026-01,Spotify,A,7,12.50');
    await expect(parseBytes(sales)).rejects.toThrow('needs_currency');
    const sold = await parseBytes(sales, 'x.csv', { currency: 'SEK' });
    expect(sold.facts).toMatchObject([{ currency: 'SEK', values: { earnings: '12.5', units: 7 } }]);
  },
);

test.each([
  ['N° de la publicité', 'ad'],
  ['Nº de l’ensemble de publicités', 'adSet'],
  ['Numéro de la campagne', 'campaign'],
  ['ID du compte', 'adAccount'],
  ["ID dell'inserzione", 'ad'],
  ['ID gruppo di inserzioni', 'adSet'],
  ['Identificativo della campagna', 'campaign'],
])('%s is an id', (header, of) => {
  expect(readMetaColumn(header).meaning).toEqual({ as: 'externalId', of });
});
