'use client';

import { type ComponentProps, lazy } from 'react';

// Loaded late, as a visit shows one of them. Without a boundary of its own, the page waits for it, and nothing moves.
const RepoFindings = lazy(async () => ({
  default: (await import('@/features/findings/RepoFindings')).RepoFindings,
}));
const ScanList = lazy(async () => ({ default: (await import('@/features/scans/ScanList')).ScanList }));
const RepoPackages = lazy(async () => ({
  default: (await import('@/features/packages/PackageList')).RepoPackages,
}));
const RepoSettings = lazy(async () => ({
  default: (await import('@/features/repos/RepoSettings')).RepoSettings,
}));

export function FindingsTab(props: ComponentProps<typeof RepoFindings>) {
  return <RepoFindings {...props} />;
}

export function ScansTab(props: ComponentProps<typeof ScanList>) {
  return <ScanList {...props} />;
}

export function PackagesTab(props: ComponentProps<typeof RepoPackages>) {
  return <RepoPackages {...props} />;
}

export function SettingsTab(props: ComponentProps<typeof RepoSettings>) {
  return <RepoSettings {...props} />;
}
