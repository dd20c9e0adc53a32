import { z } from 'zod';
import { DomainError } from '@/domain/errors';
import { tooLarge } from '../receiveUpload';
import { camelKeys, snakeCase } from './names';

const MEGABYTE = 1024 * 1024;
export const JSON_TYPE = 'application/json';
export const FORM_TYPE = 'application/x-www-form-urlencoded';

/**
 * Reads a request's body as input for a schema, under the code's names.
 * @param schema says which fields of a form are numbers, flags or lists
 * @throws DomainError unsupported_media_type, payload_too_large, invalid_json, invalid_input
 */
export async function readBody(request: Request, schema: z.ZodType): Promise<Record<string, unknown>> {
  const type = mediaTypeOf(request.headers);
  const declared = Number(request.headers.get('content-length') ?? 0);
  if (request.body === null || (declared === 0 && !request.headers.has('transfer-encoding'))) return {};
  if (type !== JSON_TYPE && type !== FORM_TYPE) {
    throw new DomainError('unsupported_media_type', `Send the body as ${JSON_TYPE} or ${FORM_TYPE}`);
  }
  refuseEncoding(request.headers);
  if (declared > MEGABYTE) throw tooLarge(1);
  const bytes = await readBytes(request.body, 1);
  if (bytes.length === 0) return {};
  return type === JSON_TYPE ? fromJson(bytes, schema) : fromForm(bytes, schema);
}

/** The media type of a body, in lower case and without parameters. */
export function mediaTypeOf(headers: Headers): string | undefined {
  return headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
}

/**
 * Refuses a body that was packed on its way. Read as it is, it would be reported as damaged.
 * @throws DomainError unsupported_media_type
 */
export function refuseEncoding(headers: Headers, known: readonly string[] = []): void {
  const encoding = headers.get('content-encoding')?.trim().toLowerCase() ?? '';
  if (['', 'identity', ...known].includes(encoding)) return;
  const except = known.length > 0 ? `, or with ${known.join(' or ')}` : '';
  throw new DomainError('unsupported_media_type', `Send the body without Content-Encoding${except}`);
}

/**
 * Refuses a large body before a library reads it whole without a limit.
 * @throws DomainError payload_too_large, also for a body of undeclared length
 */
export function refuseLargeBody({ headers }: Request): void {
  const declared = Number(headers.get('content-length') ?? 0);
  if (declared > MEGABYTE || headers.has('transfer-encoding')) throw tooLarge(1);
}

/** @throws DomainError payload_too_large */
export async function readBytes(stream: ReadableStream<Uint8Array>, mostMegabytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > mostMegabytes * MEGABYTE) throw tooLarge(mostMegabytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function fromJson(bytes: Buffer, schema: z.ZodType): Record<string, unknown> {
  const value = parseJson(bytes);
  if (!isObject(value)) throw new DomainError('invalid_input', 'The request body must be a JSON object');
  const input = camelKeys(value);
  for (const [name, field] of Object.entries(fieldsOf(schema))) {
    const inner = Object.hasOwn(input, name) ? input[name] : undefined;
    if (isObject(inner) && innermost(field) instanceof z.ZodObject) input[name] = camelNested(inner);
  }
  return input;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** As camelKeys, but unknown names stay, so that a strict schema can refuse them. */
function camelNested(object: Record<string, unknown>): Record<string, unknown> {
  const known = Object.entries(object).map(([name, value]) => {
    const [renamed] = Object.keys(camelKeys({ [name]: value }));
    return [renamed ?? name, value];
  });
  return Object.fromEntries(known);
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new DomainError('invalid_json', 'The request body is not valid JSON');
  }
}

/** An empty form field counts as absent. A repeated one is a list if the schema wants a list. */
function fromForm(bytes: Buffer, schema: z.ZodType): Record<string, unknown> {
  const form = new URLSearchParams(bytes.toString('utf8'));
  const fields = fieldsOf(schema);
  const input: Record<string, unknown> = {};
  for (const name of new Set(form.keys())) {
    const values = form.getAll(name).filter((value) => value !== '');
    const field = Object.keys(fields).find((key) => snakeCase(key) === name);
    if (values.length === 0 || field === undefined) continue;
    input[name] = fromText(values, innermost(fields[field]));
  }
  return camelKeys(input);
}

function fromText(values: string[], field: z.core.$ZodType | undefined): unknown {
  const text = values.at(-1);
  if (field instanceof z.ZodArray) return values;
  if (field instanceof z.ZodBoolean && (text === 'true' || text === 'false')) return text === 'true';
  if (field instanceof z.ZodNumber && text !== undefined && /^-?\d{1,15}$/.test(text)) return Number(text);
  return text;
}

/** The fields of an input schema, inside any transforms around the object. */
export function fieldsOf(schema: z.core.$ZodType): Record<string, z.core.$ZodType> {
  const object = innermost(schema);
  return object instanceof z.ZodObject ? object.shape : {};
}

function innermost(schema: z.core.$ZodType | undefined): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodPipe)
    return innermost(schema.in instanceof z.ZodTransform ? schema.out : schema.in);
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return innermost(schema.unwrap());
  return schema;
}
