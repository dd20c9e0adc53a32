import type { JSONSchema7 } from 'json-schema';
import { sample } from 'openapi-sampler';
import type { Listed } from './operations';

/** How an operation is called from a shell, with example values made from its schemas. */
export function curlOf({ method, path, operation }: Listed, baseUrl: string): string {
  const schema = operation.requestBody?.content['application/json']?.schema;
  const lines = [
    `curl${method === 'get' ? '' : ` -X ${method.toUpperCase()}`} ${baseUrl}${path.replace('{id}', 'ID')}`,
  ];
  if (operation.security.length > 0) lines.push(`-H 'Authorization: Bearer your_token'`);
  if (schema) {
    const body = JSON.stringify(sample(schema as JSONSchema7));
    lines.push(`-H 'Content-Type: application/json'`, `-d '${body.replaceAll("'", "'\\''")}'`);
  }
  return lines.join(' \\\n  ');
}
