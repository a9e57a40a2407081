import { defineConfig } from 'vite';

const { SONGTRACKPRO_URL = 'http://127.0.0.1:4000', SONGTRACKPRO_API_KEY = '' } = process.env;

/**
 * The page asks its own origin, and what it was served by asks the API with the key: a key never reaches a browser. In
 * production the same is done by the server behind the front end, which knows who is signed in to it.
 */
const toApi = {
  target: SONGTRACKPRO_URL,
  headers: { authorization: `Bearer ${SONGTRACKPRO_API_KEY}` },
};

export default defineConfig({
  root: import.meta.dirname,
  server: { host: '127.0.0.1', port: 5173, proxy: { '/trpc': toApi, '/v1': toApi } },
});
