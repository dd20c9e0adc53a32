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
import { clientAddress, clientNetwork, isFromThisMachine } from '../peer';

const MOST_USER_AGENT = 255;

/** What signing in asks of the request: where it comes from. */
type Asking = { readonly headers: Headers };

/** Signs in by e-mail and password. Throws what `login` throws, and rate_limited. */
export async function signIn(ctx: Context, input: LoginInput, { headers }: Asking): Promise<SignedIn> {
  const isWrong = ({ code }: DomainError) => code === 'invalid_credentials';
  return countWrong(headers, input.email, isWrong, () => login(ctx, input, originOf(headers)));
}

/** Registers, with each try counted for its address. Throws what `register` throws, and rate_limited. */
export async function signUp(ctx: Context, input: RegisterInput, { headers }: Asking): Promise<SignedIn> {
  const { network, site } = clientNetwork(headers);
  const bySite: Counter[] = site === undefined ? [] : [['registrationBySite', site]];
  await count(['registration', network], ...bySite);
  return register(ctx, input, originOf(headers), isFromThisMachine(headers));
}

/** Sets a password through a one-time link and signs in. Throws what `setPassword` throws. */
export async function signInByLink(
  ctx: Context,
  input: SetPasswordInput,
  { headers }: Asking,
): Promise<SignedIn> {
  return setPassword(ctx, input, originOf(headers));
}

/** Changes the actor's own password. Throws what `changePassword` throws, and rate_limited. */
export async function changeOwnPassword(
  ctx: ActorContext,
  input: ChangePasswordInput,
  { headers }: Asking,
): Promise<PasswordChanged> {
  const isWrong = ({ field }: DomainError) => field === 'currentPassword';
  return countWrong(headers, ctx.actor.userId, isWrong, () => changePassword(ctx, input));
}

/**
 * Counts wrong passwords for the account and the address together: neither can lock the other out. An account that does
 * not exist counts like any other. Counted before the password is verified, so that guesses sent at once count as well.
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
    await uncount(...counters);
    return result;
  } catch (error) {
    const wrong = error instanceof DomainError && isWrong(error);
    if (!wrong) await uncount(...counters);
    throw error;
  }
}

function originOf(headers: Headers): SessionOrigin {
  const userAgent = headers.get('user-agent')?.slice(0, MOST_USER_AGENT) || null;
  return { userAgent, address: clientAddress(headers) };
}
