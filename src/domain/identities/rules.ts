/** Why a provider's account does not let its user in. The pages have a sentence for each. */
export const SIGN_IN_REFUSALS = ['taken', 'not_set_up', 'unverified', 'not_joined', 'closed'] as const;
export type SignInRefusal = (typeof SIGN_IN_REFUSALS)[number];
/** Also what ends a sign-in earlier. The user has cancelled it, or the provider is at an address that is refused. */
export type SignInProblem = SignInRefusal | 'cancelled' | 'private';

export type SignInFacts = {
  /** The user to whom the provider's account belongs. */
  readonly owner: string | undefined;
  /** The user who is signed in, and connects the account. */
  readonly present: string | undefined;
  /** Whether there is any account yet. */
  readonly isSetUp: boolean;
  /** The provider's address, if it has verified that one. */
  readonly address: string | null;
  /** The account with this address. */
  readonly account:
    | { readonly id: string; readonly isVerified: boolean; readonly isUnclaimed: boolean }
    | undefined;
  readonly openRegistration: boolean;
  readonly allowedDomains: readonly string[];
};

export type SignInDecision =
  | { readonly type: 'use'; readonly userId: string }
  | { readonly type: 'connect'; readonly userId: string }
  | { readonly type: 'join'; readonly userId: string }
  | { readonly type: 'create'; readonly email: string }
  | { readonly type: 'refuse'; readonly why: SignInRefusal };

/**
 * What a sign-in by a provider does. Anyone could have registered with an address.
 * So it must be verified here, too, or the account must be an unused invitation.
 */
export function decideSignIn(facts: SignInFacts): SignInDecision {
  const { owner, present, address, account } = facts;
  if (owner !== undefined) {
    return present === undefined || present === owner ? { type: 'use', userId: owner } : refuse('taken');
  }
  if (present !== undefined) return { type: 'connect', userId: present };
  if (!facts.isSetUp) return refuse('not_set_up');
  if (address === null) return refuse('unverified');
  if (account) {
    return account.isVerified || account.isUnclaimed
      ? { type: 'join', userId: account.id }
      : refuse('not_joined');
  }
  const isAdmitted = facts.openRegistration || facts.allowedDomains.includes(domainOf(address));
  return isAdmitted ? { type: 'create', email: address } : refuse('closed');
}

function refuse(why: SignInRefusal): SignInDecision {
  return { type: 'refuse', why };
}

/** Names of hosts have no capitals here, as addresses are stored in small letters. */
function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}
