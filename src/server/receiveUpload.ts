import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DomainError } from '@/domain/errors';
import { arrivingUploadOf, uploadOf } from '@/sarif/uploads';

/** An uploaded file. Who does not need it any more removes it. */
export type Upload = { readonly file: string; readonly digest: string };

/**
 * Writes a request's body to a file, piece by piece. Only this user of the system can read it.
 * @param id its name
 * @throws DomainError payload_too_large; nothing of the file is then left
 */
export async function receiveUpload(
  request: Request,
  directory: string,
  { id, mostMegabytes }: { id: string; mostMegabytes: number },
): Promise<Upload> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const arriving = arrivingUploadOf(directory, id);
  const hash = createHash('sha256');
  let size = 0;
  const counted = async function* (chunks: AsyncIterable<Uint8Array>) {
    for await (const chunk of chunks) {
      size += chunk.length;
      if (size > mostMegabytes * 1024 * 1024) throw tooLarge(mostMegabytes);
      hash.update(chunk);
      yield chunk;
    }
  };
  try {
    const body = request.body ? Readable.from(request.body) : Readable.from([]);
    await pipeline(body, counted, createWriteStream(arriving, { mode: 0o600 }));
    await rename(arriving, uploadOf(directory, id));
  } catch (error) {
    await rm(arriving, { force: true });
    throw error;
  }
  return { file: uploadOf(directory, id), digest: hash.digest('hex') };
}

export function tooLarge(mostMegabytes: number): DomainError {
  return new DomainError('payload_too_large', `The request body must be at most ${mostMegabytes} MiB`);
}
