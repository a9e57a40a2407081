import { campaignNeedNames, type NotificationPayload } from '@songtrackpro/contracts';

export interface NotificationText {
  title: string;
  body: string | null;
}

const longestTitle = 300;

/** On one line, for a subject; names in it come from people. */
const toTitle = (text: string): string => {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= longestTitle ? line : `${line.slice(0, longestTitle - 1).toWellFormed()}…`;
};

/** An amount of minor units as people write it, for example EUR 12.50. */
function money(minor: number, currency: string): string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'code' });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(minor / 10 ** digits).replaceAll('\u00a0', ' ');
}

const importOutcome = {
  completed: 'was imported',
  refused: 'could not be imported',
  failed: 'could not be imported because of a fault on our side',
  waiting: 'waits for an answer',
} as const;

function textOf(payload: NotificationPayload): NotificationText {
  switch (payload.kind) {
    case 'campaign_started':
      return { title: `“${payload.campaignName}” has started`, body: null };
    case 'campaign_not_started': {
      const missing = payload.missing.map((need) => campaignNeedNames[need]).join(', ');
      return { title: `“${payload.campaignName}” could not start`, body: `It needs ${missing}.` };
    }
    case 'campaign_ended':
      return { title: `“${payload.campaignName}” has ended`, body: null };
    case 'goal_reached': {
      const body = `${payload.metric}: ${payload.value} of ${payload.target}.`;
      return { title: `“${payload.campaignName}” reached its goal`, body };
    }
    case 'budget_threshold': {
      const { campaignName, spentMinor, budgetMinor, currency, threshold } = payload;
      const spent = `${money(spentMinor, currency)} of ${money(budgetMinor, currency)} are spent.`;
      return threshold === 'stop'
        ? { title: `“${campaignName}” was paused: its budget is used up`, body: spent }
        : { title: `“${campaignName}” has used most of its budget`, body: spent };
    }
    case 'integration_attention':
      return { title: `The connection to ${payload.provider} needs attention`, body: payload.reason };
    case 'import_finished': {
      const { fileName, status, rowsRead, rowsRefused } = payload;
      const refused = rowsRefused === 0 ? '' : `, ${rowsRefused} of them refused`;
      return { title: `“${fileName}” ${importOutcome[status]}`, body: `${rowsRead} rows read${refused}.` };
    }
    case 'invitation':
      return {
        title: `The invitation of ${payload.email} ${payload.state === 'expired' ? 'has' : 'was'} ${payload.state}`,
        body: null,
      };
    case 'payment_failed': {
      const amount = money(payload.amountMinor, payload.currency);
      return { title: `A payment of ${amount} failed`, body: 'Check the payment method; it will be tried again.' };
    }
    case 'report_ready':
      return { title: `The report “${payload.name}” is ready`, body: `${payload.from} to ${payload.to}.` };
    case 'sync_failed':
      return { title: `Fetching numbers from ${payload.provider} failed`, body: payload.reason };
    case 'platform_refused':
      return { title: `${payload.provider} did not do what was asked of “${payload.name}”`, body: payload.reason };
    case 'webhook_disabled': {
      const gone = 'It answered that it is gone (410).';
      const failing =
        'Nothing has arrived there for three days. Enable it once it is mended, and replay what was missed.';
      return {
        title: `Webhooks to ${new URL(payload.url).host} were disabled`,
        body: payload.reason === 'gone' ? gone : failing,
      };
    }
  }
}

/** What people read of a notification. */
export function describeNotification(payload: NotificationPayload): NotificationText {
  const { title, body } = textOf(payload);
  return { title: toTitle(title), body };
}
