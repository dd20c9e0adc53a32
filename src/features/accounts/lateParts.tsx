'use client';

import { Late, latePart } from '@/ui/Late';

/** Forms, whose code is loaded after their page's. */

const ProfilePanel = latePart(async () => (await import('./ProfilePanel')).ProfilePanel);
const PasswordPanel = latePart(async () => (await import('./PasswordPanel')).PasswordPanel);
const TokensPanel = latePart(async () => (await import('./TokensPanel')).TokensPanel);
const InvitePanel = latePart(async () => (await import('./InvitePanel')).InvitePanel);

export function LateProfilePanel() {
  return (
    <Late>
      <ProfilePanel />
    </Late>
  );
}

export function LatePasswordPanel() {
  return (
    <Late>
      <PasswordPanel />
    </Late>
  );
}

export function LateTokensPanel({ baseUrl }: { baseUrl: string }) {
  return (
    <Late>
      <TokensPanel baseUrl={baseUrl} />
    </Late>
  );
}

export function LateInvitePanel() {
  return (
    <Late>
      <InvitePanel />
    </Late>
  );
}
