import { createHash } from 'node:crypto';
import { DomainError } from '@/domain/errors';
import type { Sent, WebhookProvider } from '@/domain/webhooks/rules';
import { deliveryReceipt } from '@/domain/webhooks/schema';
import { takeDelivery } from '@/domain/webhooks/service';
import { authenticateDelivery } from '../auth/guard';
import { makeContext } from '../context';
import { tooLarge } from '../receiveUpload';
import { largeDeliveryInTurn, writeInTurn } from '../turns';
import { FORM_TYPE, JSON_TYPE, mediaTypeOf, readBytes, refuseEncoding } from './body';
import { failure, success } from './envelope';
import { presenter } from './names';
import type { Operation } from './operation';
import type { ApiPath } from './params';

const TYPES = [JSON_TYPE, FORM_TYPE];
const MOST_MEGABYTES = 25;
const SMALL_BYTES = 1024 * 1024;
const ACCEPTED = 202;

type Headers = Request['headers'];

/**
 * The headers of each kind of host. Of several keys, the first one that is sent counts.
 * Sources: GitHub, "Webhook events and payloads"; GitLab, "Webhooks", delivery headers; Gitea, services/webhook/deliver.go.
 */
const HEADERS: Record<WebhookProvider, { event: string; keys: readonly string[]; signature: string }> = {
  github: {
    event: 'X-GitHub-Event',
    keys: ['X-GitHub-Delivery'],
    signature: 'X-Hub-Signature-256',
  },
  gitlab: {
    event: 'X-Gitlab-Event',
    keys: ['Idempotency-Key', 'webhook-id', 'X-Gitlab-Event-UUID'],
    signature: 'X-Gitlab-Token',
  },
  gitea: {
    event: 'X-Gitea-Event',
    keys: ['X-Gitea-Delivery'],
    signature: 'X-Gitea-Signature',
  },
};

/**
 * Makes an operation that a Git host calls. Its signature is the credential.
 * `verifiedRepos` of domain/webhooks/lifecycle.ts verifies it, where the secrets are.
 */
export function delivery<const P extends ApiPath>(path: P, provider: WebhookProvider): Operation<P> {
  const present = presenter(deliveryReceipt);

  async function take(request: Request): Promise<Response> {
    const ctx = makeContext();
    const sent = await readSent(request, provider);
    const repoIds = await authenticateDelivery(ctx, request.headers, sent);
    requireEvent(sent);
    // Deliveries about one repo wait for each other.
    const result = await writeInTurn(`delivery ${repoIds[0]}`, () => takeDelivery(ctx, sent, repoIds));
    return success(ACCEPTED, present(result));
  }

  async function answer(request: Request): Promise<Response> {
    try {
      return await (isSmall(request.headers) ? take(request) : largeDeliveryInTurn(() => take(request)));
    } catch (error) {
      return failure(error, 'take delivery', request);
    }
  }
  const shape = {
    summary: 'Take a delivery of a Git host, signed with the secret of its webhook',
    who: 'anyone',
    input: undefined,
    output: deliveryReceipt,
    status: ACCEPTED,
    mayTakeLonger: false,
    idempotent: false,
  } as const;
  return { path, ...shape, upload: TYPES, media: 'application/json', answer };
}

/** Checks the headers of a body. @returns false for a large one, or one of unknown length */
function isSmall(headers: Headers): boolean {
  if (!TYPES.includes(mediaTypeOf(headers) ?? '')) {
    throw new DomainError('unsupported_media_type', `Send the body as ${TYPES.join(' or ')}`);
  }
  refuseEncoding(headers);
  const declared = Number(headers.get('content-length') ?? Number.NaN);
  if (declared > MOST_MEGABYTES * 1024 * 1024) throw tooLarge(MOST_MEGABYTES);
  return declared <= SMALL_BYTES;
}

async function readSent(request: Request, provider: WebhookProvider): Promise<Sent> {
  const { headers } = request;
  const bytes = request.body ? await readBytes(request.body, MOST_MEGABYTES) : Buffer.alloc(0);
  const isForm = mediaTypeOf(headers) === FORM_TYPE;
  const payload = isForm ? Buffer.from(new URLSearchParams(bytes.toString()).get('payload') ?? '') : bytes;
  // Gitea signs the payload of a form, and GitHub the form.
  const signed = provider === 'gitea' ? payload : bytes;
  const names = HEADERS[provider];
  return {
    provider,
    event: textOf(headers, names.event) ?? '',
    key: names.keys.map((name) => textOf(headers, name)).find(Boolean) ?? digestOf(signed),
    signature: headers.get(names.signature) ?? undefined,
    webhookId: new URL(request.url).searchParams.get('id'),
    signed,
    body: fromJson(payload),
  };
}

/** A short header without anything that is not printed. */
function textOf(headers: Headers, name: string): string | undefined {
  const text = headers.get(name) ?? '';
  return /^[\x20-\x7e]{1,255}$/.test(text) ? text : undefined;
}

/** A host that sends no id sends the same body again. */
function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function fromJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

function requireEvent({ provider, event }: Sent): void {
  if (event !== '') return;
  throw new DomainError('invalid_input', `The header ${HEADERS[provider].event} must name the event`);
}
