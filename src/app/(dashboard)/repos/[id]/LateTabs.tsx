'use client';

import { late } from '@/ui/late';

// Loaded late, as a visit shows one of them.
export const FindingsTab = late(async () => (await import('@/features/findings/RepoFindings')).RepoFindings);
export const ScansTab = late(async () => (await import('@/features/scans/ScanList')).ScanList);
export const PackagesTab = late(async () => (await import('@/features/packages/PackageList')).RepoPackages);
export const SettingsTab = late(async () => (await import('@/features/repos/RepoSettings')).RepoSettings);
