import { SongTrackPro } from '@songtrackpro/sdk';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';

// The page's own origin, which hands the calls on with a key (see vite.config.ts).
const client = new SongTrackPro({ baseUrl: location.origin });
const page = document.getElementById('page');
if (page) createRoot(page).render(<App client={client} />);
