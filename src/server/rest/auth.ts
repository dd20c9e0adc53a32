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
import { signIn, signInByLink, signUp } from '../auth/signIn';
import { operation } from './operation';

export const register = operation('/api/auth/register', {
  summary: 'Create an account and sign in',
  doing: 'register account',
  who: 'anyone',
  input: registerInput,
  output: signedIn,
  status: 201,
  run: signUp,
  reply: ({ token }) => ({ sessionToken: token }),
});

export const login = operation('/api/auth/login', {
  summary: 'Sign in by e-mail and password',
  doing: 'sign in',
  who: 'anyone',
  input: loginInput,
  output: signedIn,
  run: signIn,
  reply: ({ token }) => ({ sessionToken: token }),
});

export const setPasswordByLink = operation('/api/auth/set-password', {
  summary: 'Set a password through a one-time link and sign in',
  doing: 'set password',
  who: 'anyone',
  input: setPasswordInput,
  output: signedIn,
  run: signInByLink,
  reply: ({ token }) => ({ sessionToken: token }),
});

export const logout = operation('/api/auth/logout', {
  summary: 'End the session',
  doing: 'sign out',
  who: 'user',
  output: loggedOut,
  run: closeSession,
  reply: () => ({ sessionToken: null }),
});

export const me = operation('/api/auth/me', {
  summary: 'Who you are',
  doing: 'get account',
  who: 'user',
  output: userFields,
  run: getMe,
});
