import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { z } from 'zod';
import type { ActorContext } from '@/domain/context';
import { DomainError } from '@/domain/errors';
import type { IdempotentRequest } from '@/domain/idempotency/service';
import { newId } from '@/domain/ids';
import { InvalidDocument } from '@/sarif/json';
import { authenticateRequest } from '../auth/guard';
import { makeContext, withActor } from '../context';
import { readEnv } from '../env';
import { receiveUpload, tooLarge } from '../receiveUpload';
import { uploadInTurn } from '../turns';
import { mediaTypeOf, refuseEncoding } from './body';
import { failure, success } from './envelope';
import { presenter } from './names';
import { type Operation, type Reply, readOnce, replyHeaders } from './operation';
import { type ApiPath, type Params, readParams } from './params';

type Definition<P extends ApiPath, Output extends z.ZodType> = {
  summary: string;
  /** Verb and noun of "Failed to import results". */
  doing: string;
  types: readonly string[];
  mostMegabytes: number;
  /** Where the file is kept, in the directory of all data. */
  directoryIn: (dataDir: string) => string;
  output: Output;
  /** Accepts an Idempotency-Key. */
  idempotent: boolean;
  /** Refuses a request before its body is read. */
  admit: (ctx: ActorContext, params: Params<P>) => Promise<void>;
  /** Checks the file. Throws InvalidDocument. */
  check: (open: () => AsyncIterable<Uint8Array>) => Promise<void>;
  /** Takes the file over, unless the id of the result is another one. */
  run: (
    ctx: ActorContext,
    params: Params<P>,
    upload: { fileId: string; once: IdempotentRequest | undefined },
  ) => Promise<z.input<Output> & { id: string }>;
  reply: (result: z.input<Output>) => Reply;
};

const ACCEPTED = 202;

/** Makes an operation whose body is a file. The file is read piece by piece, and worked on after the answer. */
export function upload<const P extends ApiPath, Output extends z.ZodType>(
  path: P,
  definition: Definition<P, Output>,
): Operation<P> {
  const { summary, doing, types, output, idempotent } = definition;
  const present = presenter(output);

  async function answer(request: Request): Promise<Response> {
    try {
      const ctx = makeContext();
      const { actor, renewed } = await authenticateRequest(ctx, request.method, request.headers);
      const user = withActor(ctx, actor);
      requireFile(request, definition);
      const params = readParams(path, request.url);
      await definition.admit(user, params);
      const take = () => takeFile(user, request, params, definition);
      const result = await uploadInTurn(actor.userId, take);
      const headers = replyHeaders(definition.reply(result), request.headers, renewed);
      return success(ACCEPTED, present(result), headers);
    } catch (error) {
      const refusal =
        error instanceof InvalidDocument ? new DomainError('invalid_input', error.message) : error;
      return failure(refusal, doing, request);
    }
  }
  const shape = {
    summary,
    who: 'user',
    input: undefined,
    output,
    status: ACCEPTED,
    mayTakeLonger: false,
  } as const;
  return { path, ...shape, idempotent, upload: types, media: 'application/json', answer };
}

type Limits = { types: readonly string[]; mostMegabytes: number };

function requireFile({ headers }: Request, { types, mostMegabytes }: Limits): void {
  if (!types.includes(mediaTypeOf(headers) ?? '')) {
    throw new DomainError('unsupported_media_type', `Send the body as ${types.join(', ')}`);
  }
  // A file packed by gzip is recognized by its first bytes.
  refuseEncoding(headers, ['gzip', 'x-gzip']);
  const declared = Number(headers.get('content-length') ?? 0);
  if (declared > mostMegabytes * 1024 * 1024) throw tooLarge(mostMegabytes);
}

async function takeFile<P extends ApiPath, Output extends z.ZodType>(
  user: ActorContext,
  request: Request,
  params: Params<P>,
  { mostMegabytes, directoryIn, idempotent, check, run }: Definition<P, Output>,
) {
  const fileId = newId();
  const directory = directoryIn(readEnv().HEIMDALL_DATA_DIR);
  const { file, digest } = await receiveUpload(request, directory, { id: fileId, mostMegabytes });
  let isTaken = false;
  try {
    await check(() => createReadStream(file));
    const once = idempotent ? readOnce(request, digest, ACCEPTED) : undefined;
    const result = await run(user, params, { fileId, once });
    isTaken = result.id === fileId;
    return result;
  } finally {
    if (!isTaken) await rm(file, { force: true });
  }
}
