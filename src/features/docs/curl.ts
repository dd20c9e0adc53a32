import type { JSONSchema7 } from 'json-schema';
import { sample } from 'openapi-sampler';
import type { Listed } from './operations';

/** Returns the curl command for an operation, with example values from its schemas. */
export function curlOf({ method, path, operation }: Listed, baseUrl: string): string {
  const schema = operation.requestBody?.content['application/json']?.schema;
  const lines = [`curl${method === 'get' ? '' : ` -X ${method.toUpperCase()}`} ${baseUrl}${withNames(path)}`];
  if (operation.security.length > 0) lines.push(`-H 'Authorization: Bearer your_token'`);
  if (schema) {
    const body = JSON.stringify(sample(schema as JSONSchema7));
    lines.push(`-H 'Content-Type: application/json'`, `-d '${body.replaceAll("'", "'\\''")}'`);
  }
  return lines.join(' \\\n  ');
}

/** What a reader puts in stands out: `/api/repos/REPO_ID`. */
function withNames(path: string): string {
  const parts = path
    .split('/')
    .map((part) => (part.startsWith('{') ? part.slice(1, -1).toUpperCase() : part));
  return parts.join('/');
}
