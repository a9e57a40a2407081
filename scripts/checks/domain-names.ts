/** Where the domains of the API show, each as found in its place. */
export interface DomainFacts {
  /** Domain and its procedures, from the one list of contracts. */
  contract: Readonly<Record<string, readonly string[]>>;
  /** Those with procedures; a folder may begin with schemas alone. */
  contractFolders: readonly string[];
  /** Text of each domain's router by folder name, and of the file that puts them together. */
  serverRouters: Readonly<Record<string, string>>;
  rootRouter: string;
  /** Domain and its methods, from a client. */
  client: Readonly<Record<string, readonly string[]>>;
  sdkFiles: readonly string[];
}

function compare(what: string, found: readonly string[], wanted: readonly string[]): string[] {
  return [
    ...wanted.filter((name) => !found.includes(name)).map((name) => `${what}: ${name} is missing`),
    ...found.filter((name) => !wanted.includes(name)).map((name) => `${what}: ${name} is not in the contract`),
  ];
}

/** Compares the spelling of domains and procedures wherever they show. */
export function compareDomains(facts: DomainFacts): string[] {
  const domains = Object.keys(facts.contract);
  const folders = Object.keys(facts.serverRouters);
  return [
    ...compare('packages/contracts/src folders with procedures.ts', facts.contractFolders, domains),
    ...compare('packages/server/src folders with a router.ts', folders, domains),
    ...compare('properties of the SDK client', Object.keys(facts.client), domains),
    ...domains.flatMap((domain) => [
      ...(facts.sdkFiles.includes(`${domain}.ts`) ? [] : [`packages/sdk/src/${domain}.ts is missing`]),
      ...(facts.rootRouter.includes(`./${domain}/router.ts'`)
        ? []
        : [`packages/server/src/router.ts does not import ${domain}/router.ts`]),
      ...(new RegExp(`implement\\(\\s*'${domain}',\\s*contract\\.${domain}\\b`).test(facts.serverRouters[domain] ?? '')
        ? []
        : [`packages/server/src/${domain}/router.ts does not implement contract.${domain} as '${domain}'`]),
      // The SDK may offer more than one call each, for example to wait; never less.
      ...(facts.contract[domain] ?? [])
        .filter((procedure) => !facts.client[domain]?.includes(procedure))
        .map((procedure) => `the SDK lacks ${domain}.${procedure}()`),
    ]),
  ];
}
