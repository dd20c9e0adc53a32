import { z } from 'zod';

export const SIGN_IN_PROVIDERS = ['github', 'gitlab', 'oidc'] as const;

/** A provider that the operator has set up. */
export type SignInProvider = {
  readonly id: (typeof SIGN_IN_PROVIDERS)[number];
  /** How the button names it. */
  readonly name: string;
  /** Where it is. */
  readonly issuer: string;
};

/** Who a provider says is signing in. */
export type Claim = {
  readonly provider: SignInProvider;
  readonly subject: string;
  readonly label: string;
  readonly displayName: string | null;
  readonly email: string | null;
  /** Whether the provider has verified that the address is theirs. */
  readonly isVerified: boolean;
};

export const identityFields = z.object({
  id: z.uuid(),
  provider: z.enum(SIGN_IN_PROVIDERS),
  label: z.string(),
  createdAt: z.date(),
  lastUsedAt: z.date(),
});

export const identityReceipt = z.object({ id: z.uuid(), deleted: z.literal(true) });

export type Identity = z.infer<typeof identityFields>;
export type IdentityReceipt = z.infer<typeof identityReceipt>;

/** By what anyone can sign in. */
export type OfferedWaysIn = {
  /** Whether passwords can be used at all. */
  readonly passwordSignIn: boolean;
  readonly providers: readonly Pick<SignInProvider, 'id' | 'name'>[];
};

/** How a user can sign in. */
export type WaysIn = OfferedWaysIn & {
  readonly identities: readonly Identity[];
  readonly hasPassword: boolean;
};
