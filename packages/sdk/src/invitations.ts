import type { Transport } from './core/call.ts';
import type { CallOptions } from './core/options.ts';
import { type Paged, pagesOf } from './core/page.ts';
import type {
  AcceptedInvitation,
  Invitation,
  InvitationAcceptance,
  InvitationGetInput,
  InvitationListInput,
  InvitationListOwnInput,
  InvitationLookUp,
  InvitationLookUpInput,
  InvitationPreview,
  InvitationResend,
  InvitationRevokeInput,
  InvitationSignUp,
  NewInvitation,
} from './types.ts';

/** How somebody becomes a member: invited by mail, they accept with their account or a new one. */
export class Invitations {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Sends a mail with a token by which its reader becomes a member.
   *
   * @throws ConflictError when the address is a member's, or has a pending invitation (`details.invitationId`)
   * @throws PermissionError when it gives what the caller doesn't have, or `plan_limit`
   * @throws RateLimitError after too many mails within an hour
   * @throws NotFoundError
   * @example
   * const invitation = await client.invitations.create({ email: 'someone@example.com', role: 'analyst' });
   */
  create(input: NewInvitation, options?: CallOptions): Promise<Invitation> {
    return this.#transport.mutation('invitations.create', input, options);
  }

  /**
   * The organization's invitations, newest first: await it for a page, or iterate over all.
   *
   * @throws InvalidInputError when the cursor belongs to another list
   * @example
   * for await (const { email, expiresAt } of client.invitations.list({ status: 'pending' })) console.log(email, expiresAt);
   */
  list(input: InvitationListInput = {}, options?: CallOptions): Paged<Invitation> {
    return pagesOf(this.#transport, 'invitations.list', input, options);
  }

  /**
   * One invitation: when it was sent and seen, whether and by whom it was accepted.
   *
   * @throws NotFoundError
   * @example
   * const { status, seenAt } = await client.invitations.get({ id });
   */
  get(input: InvitationGetInput, options?: CallOptions): Promise<Invitation> {
    return this.#transport.query('invitations.get', input, options);
  }

  /**
   * Sends a mail with a new token; the earlier one is void. Works for pending and expired invitations.
   *
   * @throws ConflictError when it was accepted or revoked
   * @throws RateLimitError after too many mails within an hour
   * @throws NotFoundError
   * @example
   * const { sentCount, expiresAt } = await client.invitations.resend({ id, expiresInDays: 14 });
   */
  resend(input: InvitationResend, options?: CallOptions): Promise<Invitation> {
    return this.#transport.mutation('invitations.resend', input, options);
  }

  /**
   * Makes the token of the mail void.
   *
   * @throws ConflictError when it was accepted: remove the member instead
   * @throws NotFoundError
   * @example
   * await client.invitations.revoke({ id });
   */
  revoke(input: InvitationRevokeInput, options?: CallOptions): Promise<Invitation> {
    return this.#transport.mutation('invitations.revoke', input, options);
  }

  /**
   * Who invites to what, by the token of the mail. Needs nobody to be signed in; the organization sees that the
   * invitation was seen.
   *
   * @throws InvalidInputError `token_invalid`
   * @throws RateLimitError after too many attempts
   * @example
   * const { organization, role, inviter, hasAccount } = await client.invitations.lookUp({ token });
   */
  lookUp(input: InvitationLookUpInput, options?: CallOptions): Promise<InvitationLookUp> {
    return this.#transport.unkeyed('invitations.lookUp', input, options);
  }

  /**
   * What the signed-in person's address was invited to and can accept, newest first: await it for a page, or iterate.
   *
   * @throws PermissionError when the call is made with an API key
   * @throws InvalidInputError when the cursor belongs to another list
   * @example
   * for await (const { id, organization } of client.invitations.listOwn()) console.log(id, organization.name);
   */
  listOwn(input: InvitationListOwnInput = {}, options?: CallOptions): Paged<InvitationPreview> {
    return pagesOf(this.#transport, 'invitations.listOwn', input, options);
  }

  /**
   * Makes the signed-in person a member, by the token of the mail or the id that {@link Invitations.listOwn} answers.
   *
   * @throws InvalidInputError `token_invalid`, also with a token that was sent to another address
   * @throws ConflictError when one is a member already, or who invited may no longer give this
   * @throws NotFoundError
   * @throws PermissionError with `plan_limit` when the plan has no room for it
   * @throws PermissionError with `organization_suspended` while the organization is suspended
   * @throws RateLimitError after too many attempts
   * @example
   * const { organizationId, role } = await client.invitations.accept({ token });
   */
  accept(input: InvitationAcceptance, options?: CallOptions): Promise<AcceptedInvitation> {
    return this.#transport.mutation('invitations.accept', input, options);
  }

  /**
   * Makes an account for the invited address and accepts with it. The address counts as verified; sign in with
   * `identity.signIn` next.
   *
   * @throws InvalidInputError `token_invalid`, or `invalid_input` for the password
   * @throws ConflictError when the address has an account: sign in and accept
   * @throws PermissionError with `plan_limit` when the plan has no room for it
   * @throws PermissionError with `organization_suspended` while the organization is suspended
   * @throws RateLimitError after too many attempts
   * @example
   * await client.invitations.signUp({ token, password: 'a long sentence of mine', name: 'Someone' });
   */
  signUp(input: InvitationSignUp, options?: CallOptions): Promise<AcceptedInvitation> {
    return this.#transport.unkeyed('invitations.signUp', input, options);
  }
}
