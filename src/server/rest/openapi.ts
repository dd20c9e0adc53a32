import { z } from 'zod';
import type { ApiDocument, ApiPath } from '@/lib/openapi';
import { readEnv } from '../env';
import { singleton } from '../singleton';
import { ENDPOINTS } from './endpoints';
import { document } from './envelope';
import { snakeCase } from './names';
import type { Operation } from './operation';
import { paramNames } from './params';

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 document, generated from the schemas that parse the requests. */
export async function answerOpenApi(): Promise<Response> {
  return document(
    singleton('openapi', () => describeApi(readEnv().HEIMDALL_URL)),
    200,
  );
}

export function describeApi(serverUrl: string): ApiDocument {
  const paths = Object.entries(ENDPOINTS).map(([path, methods]) => {
    const names = paramNames(path);
    const refs = names.map((name) => ({ $ref: `#/components/parameters/${name}` }));
    const parameters = names.length > 0 ? refs : undefined;
    const operations = Object.entries(methods as Record<string, Operation>).map(
      ([method, operation]) => [method.toLowerCase(), describeOperation(method, operation)] as const,
    );
    return [path, { parameters, ...Object.fromEntries(operations) } as ApiPath] as const;
  });
  return {
    openapi: '3.1.0',
    info: {
      title: 'Heimdall',
      version: '1',
      description: 'Self-hosted security scanning for Git repositories.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: serverUrl }],
    paths: Object.fromEntries([...paths, ['/api/health', healthPath]]),
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'session' },
        bearer: { type: 'http', scheme: 'bearer', description: 'A session token or an API token (hmd_…)' },
      },
      parameters: Object.fromEntries(Object.keys(ENDPOINTS).flatMap(paramNames).map(pathParameter)),
      schemas: { Failure: failureSchema },
      responses: {
        Failure: {
          description: 'What went wrong',
          content: json({ $ref: '#/components/schemas/Failure' }),
        },
      },
    },
  };
}

const failureSchema = {
  type: 'object',
  required: ['success', 'code', 'message'],
  properties: { success: { const: false }, code: { type: 'integer' }, message: { type: 'string' } },
};

const healthPath = {
  get: {
    operationId: 'GET /api/health',
    summary: 'Whether requests are served',
    security: [],
    responses: {
      200: { description: 'They are' },
      503: { description: 'They can not be served; `reason` may say why' },
    },
  },
};

function pathParameter(name: string): [string, Json] {
  return [name, { name, in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }];
}

function describeOperation(method: string, operation: Operation): Json {
  const { path, summary, who, output, status, mayTakeLonger, idempotent, media } = operation;
  const fields = fieldsBesidePath(operation);
  const inQuery = method === 'GET' || method === 'DELETE';
  const data = toSnake(z.toJSONSchema(output, { unrepresentable: 'any', override: datesAsText }) as Json);
  return {
    operationId: `${method} ${path}`,
    summary,
    security: who === 'user' ? [{ session: [] }, { bearer: [] }] : [],
    parameters: [
      ...(fields && inQuery ? queryParameters(fields) : []),
      ...(idempotent ? [idempotencyKey] : []),
    ],
    requestBody: operation.upload
      ? fileBody(operation.upload)
      : fields && !inQuery
        ? requestBody(fields)
        : undefined,
    responses: {
      [status]: { description: 'Success', content: fileContent(operation) ?? successContent(media, data) },
      ...(mayTakeLonger
        ? { 202: { description: 'Not yet done', content: successContent(media, data) } }
        : {}),
      default: { $ref: '#/components/responses/Failure' },
    },
  };
}

/** The fields of the body or query under the API's names; undefined if there are none. */
function fieldsBesidePath({ path, input }: Operation): Json | undefined {
  if (!input) return undefined;
  const schema = toSnake(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as Json);
  const inPath = paramNames(path);
  const properties = Object.entries(schema.properties ?? {}).filter(([name]) => !inPath.includes(name));
  if (properties.length === 0) return undefined;
  const required = ((schema.required ?? []) as string[]).filter((name) => !inPath.includes(name));
  const { required: _, ...rest } = schema;
  return {
    ...rest,
    properties: Object.fromEntries(properties),
    ...(required.length > 0 ? { required } : {}),
  };
}

/** Exports have no envelope. */
function fileContent({ download }: Operation): Json | undefined {
  return download && Object.fromEntries(download.map((type) => [type, { schema: { type: 'string' } }]));
}

/** Event streams are text. */
function successContent(media: Operation['media'], data: Json): Json {
  if (media === 'text/event-stream') return { [media]: { schema: { type: 'string' } } };
  return json({
    type: 'object',
    required: ['success', 'data'],
    properties: { success: { const: true }, data },
  });
}

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  description: 'The same key and body within 24 hours return the same resource.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
};

function queryParameters(fields: Json): Json[] {
  const properties = (fields.properties ?? {}) as Record<string, unknown>;
  const required = (fields.required ?? []) as string[];
  return Object.entries(properties).map(([name, schema]) => ({
    ...{ name, in: 'query', required: required.includes(name), schema },
  }));
}

function requestBody(schema: Json): Json {
  return { required: true, content: { ...json(schema), 'application/x-www-form-urlencoded': { schema } } };
}

function fileBody(types: readonly string[]): Json {
  const content = types.map((type) => [type, { schema: { type: 'string', format: 'binary' } }]);
  return { required: true, content: Object.fromEntries(content) };
}

function json(schema: Json): Json {
  return { 'application/json': { schema } };
}

function datesAsText({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodType; jsonSchema: Json }): void {
  if (zodSchema instanceof z.ZodDate) Object.assign(jsonSchema, { type: 'string', format: 'date-time' });
}

/** A JSON schema with the API's names for its properties. */
function toSnake(schema: Json): Json {
  const { $schema, ...rest } = schema;
  const entries = Object.entries(rest).map(([key, value]): [string, unknown] => {
    if (key === 'properties') {
      const properties = Object.entries(value as Record<string, Json>);
      return [key, Object.fromEntries(properties.map(([name, inner]) => [snakeCase(name), toSnake(inner)]))];
    }
    if (key === 'required') return [key, (value as string[]).map(snakeCase)];
    if (key === 'items') return [key, toSnake(value as Json)];
    if (key === 'anyOf') return [key, (value as Json[]).map(toSnake)];
    return [key, value];
  });
  return Object.fromEntries(entries);
}
