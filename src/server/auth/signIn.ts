import type { ActorContext, Context } from '@/domain/context';
import { DomainError } from '@/domain/errors';
import type { SessionOrigin } from '@/domain/sessions/schema';
import type {
  ChangePasswordInput,
  LoginInput,
  PasswordChanged,
  RegisterInput,
  SetPasswordInput,
  SignedIn,
} from '@/domain/users/schema';
import { changePassword, login, register, setPassword } from '@/domain/users/service';
import { type Counter, count, uncount } from '../limits';
import { log } from '../log';
import { clientAddress, clientNetwork, isFromThisMachine } from '../peer';

const MOST_USER_AGENT = 255;

/** The part of a request that a sign-in needs. */
type WithHeaders = { readonly headers: Headers };

/**
 * Signs in by e-mail and password.
 * @throws what `login` throws, and DomainError rate_limited
 */
export async function signIn(ctx: Context, input: LoginInput, { headers }: WithHeaders): Promise<SignedIn> {
  const isWrong = ({ code }: DomainError) => code === 'invalid_credentials';
  return countWrong(headers, input.email, isWrong, () => login(ctx, input, originOf(headers)));
}

/**
 * Registers. Each attempt counts for its address.
 * @throws what `register` throws, and DomainError rate_limited
 */
export async function signUp(
  ctx: Context,
  input: RegisterInput,
  { headers }: WithHeaders,
): Promise<SignedIn> {
  const { network, site } = clientNetwork(headers);
  const bySite: Counter[] = site === undefined ? [] : [['registrationBySite', site]];
  await count(['registration', network], ...bySite);
  return register(ctx, input, originOf(headers), isFromThisMachine(headers));
}

/**
 * Sets a password through a one-time link and signs in.
 * @throws what `setPassword` throws
 */
export async function signInByLink(
  ctx: Context,
  input: SetPasswordInput,
  { headers }: WithHeaders,
): Promise<SignedIn> {
  return setPassword(ctx, input, originOf(headers));
}

/**
 * Changes the actor's own password.
 * @throws what `changePassword` throws, and DomainError rate_limited
 */
export async function changeOwnPassword(
  ctx: ActorContext,
  input: ChangePasswordInput,
  { headers }: WithHeaders,
): Promise<PasswordChanged> {
  const isWrong = ({ field }: DomainError) => field === 'currentPassword';
  return countWrong(headers, ctx.actor.userId, isWrong, () => changePassword(ctx, input));
}

/**
 * Counts wrong passwords by account and address together, so that neither can lock the other out.
 * An account that does not exist counts like any other.
 * Counted before the password is verified, so that concurrent guesses count as well.
 */
async function countWrong<T>(
  headers: Headers,
  account: string,
  isWrong: (refusal: DomainError) => boolean,
  attempt: () => Promise<T>,
): Promise<T> {
  const { network, site } = clientNetwork(headers);
  const bySite: Counter[] = site === undefined ? [] : [['signInBySite', `${site} ${account}`]];
  const counters: Counter[] = [['signIn', `${network} ${account}`], ...bySite];
  await count(...counters);
  try {
    const result = await attempt();
    await takeBack(counters);
    return result;
  } catch (error) {
    const wrong = error instanceof DomainError && isWrong(error);
    if (!wrong) await takeBack(counters);
    throw error;
  }
}

/** Takes back a count. If that fails, the attempt's own result still holds. */
async function takeBack(counters: readonly Counter[]): Promise<void> {
  await uncount(...counters).catch((error: unknown) =>
    log().error({ err: error }, 'a sign-in stays counted'),
  );
}

/** The client that a session is opened for. */
export function originOf(headers: Headers): SessionOrigin {
  const userAgent = headers.get('user-agent')?.slice(0, MOST_USER_AGENT) || null;
  return { userAgent, address: clientAddress(headers) };
}
