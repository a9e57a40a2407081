const field = /<input type="(?:hidden|checkbox)" name="([^"]*)" value="([^"]*)"/g;
const plain = (text: string) => text.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'");

/**
 * What a person does in a browser: opens the page of the provider, leaves everything ticked, and allows. Answers the address
 * that the browser is sent back to. Only for servers that stand in for a provider.
 */
export async function agreeAsPerson(url: string): Promise<URL> {
  const page = await (await fetch(url)).text();
  const form = new URLSearchParams({ decision: 'approve' });
  for (const [, name = '', value = ''] of page.matchAll(field)) form.append(name, plain(value));
  const action = /<form method="post" action="([^"]*)"/.exec(page)?.[1] ?? '';
  const answer = await fetch(new URL(plain(action), url), { method: 'POST', body: form, redirect: 'manual' });
  return new URL(answer.headers.get('location') ?? '');
}
