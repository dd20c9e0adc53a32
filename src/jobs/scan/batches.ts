/** Files that are scanned and recorded together: neither many nor much. */
const BATCH_FILES = 500;
const BATCH_BYTES = 32 * 1024 * 1024;

export function* batchesOf<File extends { readonly size: number }>(
  files: readonly File[],
): Generator<File[], void, undefined> {
  let batch: File[] = [];
  let bytes = 0;
  for (const file of files) {
    batch.push(file);
    bytes += file.size;
    if (batch.length < BATCH_FILES && bytes < BATCH_BYTES) continue;
    yield batch;
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0) yield batch;
}
