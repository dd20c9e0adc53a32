import type { ScanLimits } from '@/scan/limits';
import type { ScanEnv } from '@/server/env';

const MB = 1024 * 1024;
/** How long an engine may take to answer, beyond the time limit of a file, in milliseconds. */
const ENGINE_STALL_MS = 120_000;

/** The limits of a scan, from the environment. */
export function scanLimits(env: ScanEnv): ScanLimits {
  const fileMs = env.HEIMDALL_SCAN_FILE_SECONDS * 1000;
  return {
    timeoutMs: env.HEIMDALL_SCAN_TIMEOUT_MINUTES * 60_000,
    fetchTimeoutMs: env.HEIMDALL_GIT_FETCH_MINUTES * 60_000,
    maxRepoBytes: env.HEIMDALL_SCAN_MAX_REPO_MB * MB,
    maxFiles: env.HEIMDALL_SCAN_MAX_FILES,
    maxFileBytes: env.HEIMDALL_SCAN_MAX_FILE_MB * MB,
    maxCommits: env.HEIMDALL_SCAN_MAX_COMMITS,
    maxHistoryBytes: env.HEIMDALL_SCAN_MAX_HISTORY_MB * MB,
    fileMs,
    engineMemoryMb: env.HEIMDALL_SCAN_MEMORY_MB,
    engineStallMs: fileMs + ENGINE_STALL_MS,
  };
}
