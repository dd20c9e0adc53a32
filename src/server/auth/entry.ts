import type { LoginInput, RegisterInput, SignedIn } from '@/domain/accounts/schema';
import { login, register } from '@/domain/accounts/service';
import type { Context } from '@/domain/context';
import { digestSecret } from '@/domain/credentials';
import { DomainError } from '@/domain/errors';
import { count, uncount } from '../limits';
import { clientAddress, isFromThisMachine } from '../peer';

/**
 * Signs in, and counts what fails for the account and the address together: neither can lock the other out.
 * Counted before the password is looked at, so that guesses sent at once count as well.
 */
export async function signIn(ctx: Context, input: LoginInput, headers: Headers): Promise<SignedIn> {
  const key = digestSecret(`${clientAddress(headers)} ${input.email}`);
  await count('signIn', key);
  try {
    const signedIn = await login(ctx, input);
    await uncount('signIn', key);
    return signedIn;
  } catch (error) {
    const wrong = error instanceof DomainError && error.code === 'invalid_credentials';
    if (!wrong) await uncount('signIn', key);
    throw error;
  }
}

/** Registers, with each try counted for its address. */
export async function signUp(ctx: Context, input: RegisterInput, headers: Headers): Promise<SignedIn> {
  await count('registration', clientAddress(headers));
  return register(ctx, input, isFromThisMachine(headers));
}
