export interface RefusalText {
  status: number;
  type: 'invalid_request_error' | 'card_error' | 'idempotency_error' | 'api_error';
  message: string;
  code?: string;
  declineCode?: string;
  param?: string;
  paymentIntent?: object;
}

/** Thrown by the fake's handlers and answered by the one place that knows how. */
export class StripeRefusal extends Error {
  readonly refusal: RefusalText;

  constructor(refusal: RefusalText) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

/** The body of a refusal as Stripe writes it. */
export function refusalBody(refusal: Omit<RefusalText, 'status'>, request = 'req_fault') {
  const { type, message, code, declineCode, param, paymentIntent } = refusal;
  return {
    error: {
      ...(code !== undefined && { code, doc_url: `https://docs.stripe.com/error-codes/${code.replaceAll('_', '-')}` }),
      ...(declineCode !== undefined && { decline_code: declineCode }),
      message,
      ...(param !== undefined && { param }),
      ...(paymentIntent !== undefined && { payment_intent: paymentIntent }),
      request_log_url: `https://dashboard.stripe.com/test/logs/${request}`,
      type,
    },
  };
}

export const invalid = (message: string, param?: string, code?: string) =>
  new StripeRefusal({
    status: 400,
    type: 'invalid_request_error',
    message,
    ...(param !== undefined && { param }),
    ...(code !== undefined && { code }),
  });

/** An id that nothing has: as a parameter 400, as the thing that the address names 404. */
export const missing = (what: string, id: string, param = 'id') =>
  new StripeRefusal({
    status: param === 'id' ? 404 : 400,
    type: 'invalid_request_error',
    code: 'resource_missing',
    param,
    message: `No such ${what}: '${id}'`,
  });
