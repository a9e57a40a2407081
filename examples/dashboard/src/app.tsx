import type { SongTrackPro } from '@songtrackpro/sdk';
import { useEffect, useState } from 'react';
import { CampaignView } from './campaign-view.tsx';
import { loadCampaigns, watchNumbers } from './numbers.ts';
import { useLoaded } from './use-loaded.ts';

type Watch = 'connecting' | 'live' | 'ended';

/** How often numbers have changed since the page was opened, and whether they are watched. */
function useChanges(client: SongTrackPro): { round: number; watch: Watch } {
  const [round, setRound] = useState(0);
  const [watch, setWatch] = useState<Watch>('connecting');
  useEffect(() => {
    const stop = new AbortController();
    const watcher = { onOpen: () => setWatch('live'), onChange: () => setRound((former) => former + 1) };
    // A connection that breaks is opened again by the SDK; what ends here is refused for good.
    watchNumbers(client, watcher, stop.signal).catch(() => {
      if (!stop.signal.aborted) setWatch('ended');
    });
    return () => stop.abort();
  }, [client]);
  return { round, watch };
}

const watchText = { connecting: 'Connecting …', ended: 'Not live: load the page again' };

/** Campaigns to the left, the chosen one to the right. */
export function App({ client }: { client: SongTrackPro }) {
  const { round, watch } = useChanges(client);
  const campaigns = useLoaded((signal) => loadCampaigns(client, signal), 'campaigns', round);
  const [chosen, choose] = useState<string | null>(null);
  if (campaigns.state === 'failed')
    return <p className="error">The campaigns could not be loaded: {campaigns.message}</p>;
  if (campaigns.value === null) return <p>Loading the campaigns …</p>;
  const shown = chosen ?? campaigns.value.at(0)?.id ?? null;
  if (shown === null) return <p>There are no campaigns yet. Import an export, and they appear here.</p>;
  return (
    <>
      <h1>Campaigns</h1>
      <p>{watch === 'live' ? `Live, ${round} changes since the page was opened` : watchText[watch]}</p>
      <main>
        <nav>
          {campaigns.value.map(({ id, name }) => (
            <button key={id} type="button" aria-current={id === shown ? 'true' : undefined} onClick={() => choose(id)}>
              {name}
            </button>
          ))}
        </nav>
        <CampaignView client={client} id={shown} round={round} />
      </main>
    </>
  );
}
