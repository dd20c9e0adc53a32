import type { ScanLimits } from '@/jobs/scan/options';
import type { ScanEnv } from '@/server/env';

const MB = 1024 * 1024;
/** The slowest thing that an engine does without a word is to look through one large file: seconds. */
const ENGINE_STALL_MS = 120_000;

/** What a scan may take, as the operator has set it. */
export function scanLimits(env: ScanEnv): ScanLimits {
  return {
    timeoutMs: env.HEIMDALL_SCAN_TIMEOUT_MINUTES * 60_000,
    maxRepoBytes: env.HEIMDALL_SCAN_MAX_REPO_MB * MB,
    maxFiles: env.HEIMDALL_SCAN_MAX_FILES,
    maxFileBytes: env.HEIMDALL_SCAN_MAX_FILE_MB * MB,
    maxCommits: env.HEIMDALL_SCAN_MAX_COMMITS,
    maxHistoryBytes: env.HEIMDALL_SCAN_MAX_HISTORY_MB * MB,
    engineMemoryMb: env.HEIMDALL_SCAN_MEMORY_MB,
    engineStallMs: ENGINE_STALL_MS,
  };
}
