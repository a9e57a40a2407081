import type { MetaColumnNames } from './meta-column-names.ts';

// Only headers that were met in exports or in programs that read them; a header that is not here is reported as unknown.

export const spanish: MetaColumnNames = {
  metrics: {
    impressions: ['impresiones'],
    reach: ['alcance'],
    reportedFrequency: ['frecuencia'],
    spend: ['importe gastado'],
    results: ['resultados'],
    clicks: ['clics (todos)'],
    linkClicks: ['clics en el enlace'],
    outboundClicks: ['clics salientes'],
    landingPageViews: ['visitas a la página de destino', 'vistas de la página de destino'],
    leads: ['clientes potenciales'],
    purchases: ['compras'],
    websitePurchases: ['compras en el sitio web'],
    purchaseValue: ['valor de conversión de compras'],
    addsToCart: ['artículos agregados al carrito'],
    checkouts: ['pagos iniciados'],
    follows: ['me gusta en facebook'],
    videoPlays: ['reproducciones de video', 'reproducciones de vídeo'],
    videoPlays3s: ['reproducciones de video de 3 segundos', 'reproducciones de vídeo de 3 segundos'],
    videoPlays25: ['reproducciones de video hasta el 25%', 'reproducciones de vídeo hasta el 25%'],
    videoPlays50: ['reproducciones de video hasta el 50%', 'reproducciones de vídeo hasta el 50%'],
    videoPlays75: ['reproducciones de video hasta el 75%', 'reproducciones de vídeo hasta el 75%'],
    videoPlays95: ['reproducciones de video hasta el 95%', 'reproducciones de vídeo hasta el 95%'],
    videoPlays100: ['reproducciones de video hasta el 100%', 'reproducciones de vídeo hasta el 100%'],
  },
  roles: {
    day: ['día'],
    periodStart: ['inicio del informe'],
    periodEnd: ['fin del informe'],
    attribution: ['configuración de atribución', 'configuración de la atribución'],
    currency: ['divisa'],
  },
  names: {
    adAccount: ['nombre de la cuenta'],
    campaign: ['nombre de la campaña'],
    adSet: ['nombre del conjunto de anuncios'],
    ad: ['nombre del anuncio'],
  },
  externalIds: {
    adAccount: ['identificador de la cuenta'],
    campaign: ['identificador de la campaña'],
    adSet: ['identificador del conjunto de anuncios'],
    ad: ['identificador del anuncio'],
  },
  breakdowns: { age: ['edad'], gender: ['sexo'], country: ['país'], region: ['región'], platform: ['plataforma'] },
  labels: {
    resultIndicator: ['indicador de resultado', 'indicador de resultados'],
    resultType: ['tipo de resultado'],
    campaignDelivery: ['entrega de la campaña'],
    adSetDelivery: ['entrega del conjunto de anuncios'],
    adDelivery: ['entrega del anuncio'],
    objective: ['objetivo'],
  },
};

/** French exports call an id an id, an identifier or a number, with either sign for it. */
function frenchIds(...of: string[]): string[] {
  return ['id', 'identifiant', 'nº', 'n°', 'numéro'].flatMap((word) => of.map((whose) => `${word} ${whose}`));
}

export const french: MetaColumnNames = {
  metrics: {
    // "Impressions" is spelled as in English.
    reach: ['couverture', 'portée'],
    reportedFrequency: ['répétition', 'fréquence'],
    spend: ['montant dépensé'],
    results: ['résultats'],
    clicks: ['clics (tous)'],
    linkClicks: ['clics sur un lien', 'clics sur le lien'],
    landingPageViews: ['vues de page de destination'],
    leads: ['prospects'],
    purchases: ['achats'],
    websitePurchases: ['achats sur le site web'],
    purchaseValue: ['valeur de conversion des achats'],
    addsToCart: ['ajouts au panier'],
  },
  roles: {
    day: ['jour'],
    periodStart: ['début des rapports'],
    periodEnd: ['fin des rapports'],
    attribution: ["paramètre d'attribution"],
    currency: ['devise'],
  },
  names: {
    adAccount: ['nom du compte'],
    campaign: ['nom de la campagne'],
    adSet: ["nom de l'ensemble de publicités"],
    ad: ['nom de la publicité'],
  },
  externalIds: {
    adAccount: frenchIds('du compte', 'de compte', 'du compte publicitaire'),
    campaign: frenchIds('de la campagne', 'de campagne'),
    adSet: frenchIds("de l'ensemble de publicités", "d'ensemble de publicités"),
    ad: frenchIds('de la publicité', 'de publicité'),
  },
  breakdowns: { age: ['âge'], gender: ['genre'], country: ['pays'], region: ['région'], platform: ['plateforme'] },
  labels: {
    resultIndicator: ['indicateur de résultat', 'indicateur de résultats'],
    resultType: ['type de résultat'],
    campaignDelivery: ['diffusion de la campagne'],
    adSetDelivery: ["diffusion de l'ensemble de publicités"],
    adDelivery: ['diffusion de la publicité'],
    objective: ['objectif'],
  },
};

export const portuguese: MetaColumnNames = {
  metrics: {
    impressions: ['impressões'],
    reach: ['alcance'],
    reportedFrequency: ['frequência'],
    spend: ['valor usado', 'valor gasto'],
    results: ['resultados'],
    clicks: ['cliques (todos)'],
    linkClicks: ['cliques no link'],
    outboundClicks: ['cliques de saída'],
    landingPageViews: ['visualizações da página de destino', 'visualizações da página de destino do site'],
    leads: ['leads'],
    purchases: ['compras'],
    websitePurchases: ['compras no site'],
    purchaseValue: ['valor de conversão da compra'],
    addsToCart: ['adições ao carrinho'],
    checkouts: ['finalizações de compra iniciadas'],
    messagingConversations: ['conversas por mensagem iniciadas'],
  },
  roles: {
    day: ['dia'],
    periodStart: ['início dos relatórios'],
    periodEnd: ['término dos relatórios', 'encerramento dos relatórios'],
    attribution: ['configuração de atribuição'],
    currency: ['moeda'],
  },
  names: {
    adAccount: ['nome da conta'],
    campaign: ['nome da campanha'],
    adSet: ['nome do conjunto de anúncios'],
    ad: ['nome do anúncio'],
  },
  externalIds: {
    adAccount: ['identificação da conta'],
    campaign: ['identificação da campanha'],
    adSet: ['identificação do conjunto de anúncios'],
    ad: ['identificação do anúncio'],
  },
  breakdowns: { age: ['idade'], gender: ['gênero'], country: ['país'], region: ['região'], platform: ['plataforma'] },
  labels: {
    resultIndicator: ['indicador de resultado', 'indicador de resultados'],
    resultType: ['tipo de resultado'],
    campaignDelivery: ['veiculação da campanha'],
    adSetDelivery: ['veiculação do conjunto de anúncios'],
    adDelivery: ['veiculação do anúncio'],
    adSetBudget: ['orçamento do conjunto de anúncios'],
    objective: ['objetivo'],
  },
};

export const italian: MetaColumnNames = {
  metrics: {
    impressions: ['impression', 'impressioni'],
    reach: ['copertura'],
    reportedFrequency: ['frequenza'],
    spend: ['importo speso'],
    results: ['risultati'],
    clicks: ['clic (tutti)'],
    linkClicks: ['clic sul link'],
    landingPageViews: ['visualizzazioni della pagina di destinazione'],
    purchases: ['acquisti'],
    websitePurchases: ['acquisti sul sito web'],
    pageEngagements: ['interazione con la pagina'],
    postReactions: ['reazioni al post'],
    postSaves: ['salvataggi del post'],
    postShares: ['condivisioni del post'],
    instagramFollows: ['follower di instagram'],
  },
  roles: {
    day: ['giorno'],
    periodStart: ['inizio dei report'],
    periodEnd: ['fine dei report'],
    attribution: ['impostazione di attribuzione'],
    currency: ['valuta'],
  },
  names: {
    adAccount: ["nome dell'account"],
    campaign: ['nome della campagna'],
    adSet: ['nome del gruppo di inserzioni'],
    ad: ["nome dell'inserzione"],
  },
  externalIds: {
    adAccount: ["id dell'account", 'id account', "identificativo dell'account"],
    campaign: ['id della campagna', 'id campagna', 'identificativo della campagna'],
    adSet: ['id del gruppo di inserzioni', 'id gruppo di inserzioni', 'identificativo del gruppo di inserzioni'],
    ad: ["id dell'inserzione", 'id inserzione', "identificativo dell'inserzione"],
  },
  breakdowns: { age: ['età'], gender: ['genere'], country: ['paese'] },
  labels: {
    resultIndicator: ['indicatore di risultato'],
    resultType: ['tipo di risultato'],
    campaignDelivery: ['pubblicazione della campagna'],
    adSetBudget: ['budget del gruppo di inserzioni'],
    adSetBudgetType: ['tipo di budget del gruppo di inserzioni'],
    ends: ['fine'],
  },
};
