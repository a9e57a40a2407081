import { html } from 'hono/html';

type Html = ReturnType<typeof html>;

/** A page that a browser shows and a test can post to. */
export function page(title: string, body: Html | Html[]) {
  return html`<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>${title}</title>
    <style>body { font-family: sans-serif; max-width: 34rem; margin: 4rem auto } form { margin: 1rem 0 } button { font: inherit; padding: .5rem 1rem; margin: .2rem } .refused { color: #b00020 }</style>
  </head>
  <body>
    <h1>${title}</h1>
    <p>This page stands in for the real one. Nothing leaves this machine and no money moves.</p>
    ${body}
  </body>
</html>`;
}

/** Buttons of one form; the one that is pressed says what is to happen. */
export function buttons(action: string, name: string, choices: Record<string, string>) {
  return html`<form method="post" action="${action}">
      ${Object.entries(choices).map(([value, label]) => html`<button name="${name}" value="${value}">${label}</button>`)}
    </form>`;
}

/** The cards that a person may pretend to have. */
export const cardButtons: Record<string, string> = {
  visa: 'Card that works (4242)',
  chargeCustomerFail: 'Card that is declined when it is charged (0341)',
  chargeDeclined: 'Card that is declined (0002)',
  chargeDeclinedInsufficientFunds: 'Card without funds (9995)',
  authenticationRequired: 'Card that asks for authentication (3184)',
};
