import { closeSession } from '@/domain/sessions/service';
import {
  loggedOut,
  loginInput,
  registerInput,
  setPasswordInput,
  signedIn,
  userFields,
} from '@/domain/users/schema';
import { getMe } from '@/domain/users/service';
import { signIn, signInByLink, signUp } from '../auth/entry';
import { operation } from './operation';

export const register = operation({
  summary: 'Create an account and sign in',
  doing: 'register account',
  who: 'anyone',
  input: registerInput,
  output: signedIn,
  status: 201,
  run: ({ ctx, input, headers }) => signUp(ctx, input, headers),
  reply: ({ token }) => ({ sessionToken: token }),
});

export const login = operation({
  summary: 'Sign in by e-mail and password',
  doing: 'sign in',
  who: 'anyone',
  input: loginInput,
  output: signedIn,
  run: ({ ctx, input, headers }) => signIn(ctx, input, headers),
  reply: ({ token }) => ({ sessionToken: token }),
});

export const setPasswordByLink = operation({
  summary: 'Set a password through a one-time link and sign in',
  doing: 'set password',
  who: 'anyone',
  input: setPasswordInput,
  output: signedIn,
  run: ({ ctx, input, headers }) => signInByLink(ctx, input, headers),
  reply: ({ token }) => ({ sessionToken: token }),
});

export const logout = operation({
  summary: 'End the session',
  doing: 'sign out',
  who: 'user',
  output: loggedOut,
  run: ({ ctx }) => closeSession(ctx),
  reply: () => ({ sessionToken: null }),
});

export const me = operation({
  summary: 'Who you are',
  doing: 'get account',
  who: 'user',
  output: userFields,
  run: ({ ctx }) => getMe(ctx),
});
