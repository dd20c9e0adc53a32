import { buildIfNeeded } from '@/cli/build';

/** Builds what tests without a database run against. */
export default async function setUp(): Promise<void> {
  await buildIfNeeded();
}
