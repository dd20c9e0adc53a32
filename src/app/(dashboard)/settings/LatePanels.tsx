'use client';

import { type ComponentProps, lazy } from 'react';

// Loaded late, as their forms and names of browsers are a tenth of the page's script. Without a boundary of their own,
// the page waits for them, and nothing below them moves.
const Profile = lazy(async () => ({
  default: (await import('@/features/accounts/ProfilePanel')).ProfilePanel,
}));
const Password = lazy(async () => ({
  default: (await import('@/features/accounts/PasswordPanel')).PasswordPanel,
}));
const Sessions = lazy(async () => ({
  default: (await import('@/features/accounts/SessionsPanel')).SessionsPanel,
}));
const Tokens = lazy(async () => ({ default: (await import('@/features/accounts/TokensPanel')).TokensPanel }));
const Retention = lazy(async () => ({
  default: (await import('@/features/retention/RetentionPanel')).RetentionPanel,
}));

export function ProfilePanel() {
  return <Profile />;
}

export function PasswordPanel() {
  return <Password />;
}

export function SessionsPanel() {
  return <Sessions />;
}

export function TokensPanel(props: ComponentProps<typeof Tokens>) {
  return <Tokens {...props} />;
}

/** The retention rule, which only admins see. */
export function RetentionPanel() {
  return <Retention />;
}
