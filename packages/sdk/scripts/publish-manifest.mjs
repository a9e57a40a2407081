import { copyFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

// In the workspace the package is its sources; what is published is `dist`, as `publishConfig` says. pnpm applies that
// while it packs, npm does not: for npm the manifest is rewritten before packing and put back after it. Plain JavaScript,
// because npm may run on a Node that strips no types.
const manifest = new URL('../package.json', import.meta.url);
const kept = new URL('../package.json.workspace', import.meta.url);

// Also before packing: one that was broken off must not become the workspace's own.
if (existsSync(kept)) renameSync(kept, manifest);
if (!process.argv.includes('--restore') && !process.env.npm_config_user_agent?.startsWith('pnpm/')) {
  copyFileSync(manifest, kept);
  const { publishConfig, scripts: _, devDependencies: __, ...fields } = JSON.parse(readFileSync(manifest, 'utf8'));
  const { access, ...published } = publishConfig;
  const text = JSON.stringify({ ...fields, ...published, publishConfig: { access } }, null, 2);
  writeFileSync(manifest, `${text}\n`);
}
