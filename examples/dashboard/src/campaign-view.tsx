import type { SongTrackPro } from '@songtrackpro/sdk';
import { Chart } from './chart.tsx';
import { loadNumbers } from './numbers.ts';
import { useLoaded } from './use-loaded.ts';

interface CampaignViewProps {
  client: SongTrackPro;
  id: string;
  /** Grows when numbers have changed. */
  round: number;
}

/** Spend and streams of one campaign. */
export function CampaignView({ client, id, round }: CampaignViewProps) {
  const loaded = useLoaded((signal) => loadNumbers(client, id, signal), id, round);
  if (loaded.state === 'failed') return <p className="error">The numbers could not be loaded: {loaded.message}</p>;
  if (loaded.value === null) return <p>Loading the numbers …</p>;
  const { campaign, days, currency, hint } = loaded.value;
  const [first, last] = [days.at(0)?.date, days.at(-1)?.date];
  return (
    <section>
      <h2>{campaign.name}</h2>
      {hint === null ? (
        <>
          <p>
            {first} to {last}
          </p>
          <Chart days={days} of="spend" title={`Spend${currency === null ? '' : ` in ${currency}`}`} />
          <Chart days={days} of="streams" title="Streams" />
        </>
      ) : (
        <p>{hint}</p>
      )}
    </section>
  );
}
