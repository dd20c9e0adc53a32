import { expect, it } from 'vitest';
import { curlOf } from './curl';

it('shows what to put into a path', () => {
  const operation = { operationId: 'x', summary: 'X', security: [], responses: {} };
  const path = '/api/repos/{repo_id}/suppressions/{id}';
  expect(curlOf({ anchor: 'x', method: 'delete', path, operation }, 'http://localhost:3000')).toBe(
    'curl -X DELETE http://localhost:3000/api/repos/REPO_ID/suppressions/ID',
  );
});
