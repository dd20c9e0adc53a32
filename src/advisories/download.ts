import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { HostError, type HostOptions, openHost } from './host';
import { SourceError } from './item';

/** OSV's largest archive of an ecosystem has a few hundred megabytes. */
const MOST_BYTES = 4 * 1024 * 1024 * 1024;

/**
 * Downloads an archive to a file, which is there only when it is complete.
 * @param place.path below the URL of the host
 * @throws SourceError if the host does not give it
 */
export async function downloadArchive(
  place: { baseUrl: string; path: string },
  file: string,
  options: HostOptions,
): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const arriving = `${file}.part`;
  let host: Awaited<ReturnType<typeof openHost>> | undefined;
  try {
    host = await openHost(place.baseUrl, options);
    const { body } = await host.ask(place.path);
    const limited = limit((body ?? []) as AsyncIterable<Uint8Array>);
    await pipeline(Readable.from(limited), createWriteStream(arriving, { mode: 0o600 }), {
      signal: options.signal,
    });
    await rename(arriving, file);
  } catch (error) {
    options.signal.throwIfAborted();
    if (error instanceof HostError) throw new SourceError(error.message);
    if (error instanceof SourceError || (error as NodeJS.ErrnoException).syscall) throw error;
    throw new SourceError(`The download of ${place.path} broke off.`);
  } finally {
    await host?.close();
    await rm(arriving, { force: true });
  }
}

async function* limit(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new SourceError('The archive is larger than 4 GiB.');
    yield chunk;
  }
}
