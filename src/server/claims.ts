import { z } from 'zod';
import type { Claim, SignInProvider } from '@/domain/identities/schema';

const optionalText = z.string().nullish().catch(null);

/** `verifiedEmail` is the primary address, which providers.ts asks for separately. */
const githubProfile = z
  .object({ id: z.number(), login: z.string(), name: optionalText, verifiedEmail: z.string().nullable() })
  .transform(({ id, login, name, verifiedEmail }) => ({
    ...{ subject: String(id), label: login, displayName: name ?? null },
    ...{ email: verifiedEmail, isVerified: verifiedEmail !== null },
  }));

/** A changed address is given only once it is confirmed. Source: https://docs.gitlab.com/api/users/ */
const gitlabProfile = z
  .object({
    ...{ id: z.number(), username: z.string(), name: optionalText },
    ...{ email: optionalText, confirmed_at: optionalText },
  })
  .transform(({ id, username, name, email, confirmed_at }) => ({
    ...{ subject: String(id), label: username, displayName: name ?? null },
    ...{ email: email ?? null, isVerified: Boolean(confirmed_at) },
  }));

/** Source: https://openid.net/specs/openid-connect-core-1_0.html, 5.1 */
const oidcProfile = z
  .object({
    ...{ sub: z.string().min(1), name: optionalText, preferred_username: optionalText, email: optionalText },
    email_verified: z.unknown(),
  })
  .transform(({ sub, name, preferred_username, email, email_verified }) => ({
    ...{ subject: sub, label: email ?? preferred_username ?? sub, displayName: name ?? null },
    ...{ email: email ?? null, isVerified: email_verified === true },
  }));

const PROFILES = { github: githubProfile, gitlab: gitlabProfile, oidc: oidcProfile };
const MOST_TEXT = 255;

/**
 * Who a provider's profile says is signing in.
 * @throws ZodError if it is not such a profile
 */
export function claimOf(provider: SignInProvider, profile: unknown): Claim {
  const { label, displayName, ...rest } = PROFILES[provider.id].parse(profile);
  return {
    ...rest,
    provider,
    label: label.slice(0, MOST_TEXT),
    displayName: displayName?.trim().slice(0, MOST_TEXT) || null,
  };
}
