'use client';

import { late } from '@/ui/late';

// Loaded late, as their forms and names of browsers are a tenth of the page's script.
export const ProfilePanel = late(async () => (await import('@/features/accounts/ProfilePanel')).ProfilePanel);
export const PasswordPanel = late(
  async () => (await import('@/features/accounts/PasswordPanel')).PasswordPanel,
);
export const SessionsPanel = late(
  async () => (await import('@/features/accounts/SessionsPanel')).SessionsPanel,
);
export const TokensPanel = late(async () => (await import('@/features/accounts/TokensPanel')).TokensPanel);
/** The retention rule, which only admins see. */
export const RetentionPanel = late(
  async () => (await import('@/features/retention/RetentionPanel')).RetentionPanel,
);
