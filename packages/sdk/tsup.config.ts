import { defineConfig, type Options } from 'tsup';

const contracts = '../contracts/src';

const shared: Options = {
  platform: 'neutral',
  target: 'es2022',
  // The published package has no dependency: the tRPC client and the metric names are part of it.
  noExternal: [/.*/],
  treeshake: true,
};

export default defineConfig([
  {
    ...shared,
    // An entry of its own becomes a module of its own, which a bundler leaves out where a page names no metric.
    entry: ['src/index.ts', 'src/metric-definitions.ts'],
    format: 'esm',
  },
  { ...shared, entry: ['src/index.ts'], format: 'cjs' },
  {
    entry: ['src/index.ts'],
    format: ['esm', 'cjs'],
    dts: {
      only: true,
      compilerOptions: {
        // The declarations' bundler ignores `exports`, so it is led to the sources of the contracts.
        paths: {
          '@songtrackpro/contracts': [`${contracts}/index.ts`],
          '@songtrackpro/contracts/metrics': [`${contracts}/metrics/definitions.ts`],
          '@songtrackpro/contracts/metrics/format': [`${contracts}/metrics/format-metric.ts`],
          '@songtrackpro/contracts/version': [`${contracts}/core/version.ts`],
          '@songtrackpro/contracts/canonical-json': [`${contracts}/core/canonical-json.ts`],
        },
      },
    },
  },
]);
