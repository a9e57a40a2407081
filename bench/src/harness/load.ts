import autocannon from 'autocannon';

/** Sends one request again and again over kept-alive connections; printed as JSON for the process that started it. */
const [url = '', authorization = '', connections = '32', seconds = '1'] = process.argv.slice(2);

const { requests, errors, timeouts, non2xx, duration } = await autocannon({
  url,
  headers: { authorization },
  connections: Number(connections),
  duration: Number(seconds),
});
process.stdout.write(
  `${JSON.stringify({ perSecond: requests.total / duration, failed: errors + timeouts + non2xx })}\n`,
);
