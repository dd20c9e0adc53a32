import { clsx } from 'clsx';
import type { ApiDocument, ApiMethod } from '@/lib/openapi';
import { CodeBlock } from '@/ui/CodeBlock';
import { linkStyle, panelStyle } from '@/ui/styles';
import { curlOf } from './curl';
import { FieldList } from './FieldList';
import { fieldRows, type Listed, operationsByNoun, parameterRows } from './operations';

const METHOD_COLOURS: Record<ApiMethod, string> = {
  get: 'text-low',
  post: 'text-good',
  put: 'text-medium',
  patch: 'text-medium',
  delete: 'text-critical',
};

/** The API reference, rendered by the server from the OpenAPI document. */
export function ApiReference({ document }: { document: ApiDocument }) {
  const baseUrl = document.servers[0]?.url ?? '';
  const nouns = operationsByNoun(document);
  return (
    <div className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_16rem]">
      <nav aria-label="Operations" className="lg:order-last">
        <div className="lg:sticky lg:top-18 lg:max-h-[calc(100dvh-6rem)] lg:overflow-y-auto">
          {nouns.map(([noun, operations]) => (
            <div key={noun} className="mb-4">
              <div className="mb-1 font-medium capitalize">{noun}</div>
              <ul>
                {operations.map(({ anchor, operation }) => (
                  <li key={anchor}>
                    <a
                      href={`#${anchor}`}
                      className="block rounded py-0.5 text-sm text-muted hover:text-text hover:underline"
                    >
                      {operation.summary}
                    </a>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </div>
      </nav>
      <div className="flex min-w-0 flex-col gap-10">
        <Introduction baseUrl={baseUrl} />
        {nouns.map(([noun, operations]) => (
          <section key={noun} aria-labelledby={`noun-${noun}`}>
            <h2 id={`noun-${noun}`} className="mb-4 text-lg font-semibold capitalize">
              {noun}
            </h2>
            <div className="flex flex-col gap-5">
              {operations.map((listed) => (
                <Operation key={listed.anchor} listed={listed} baseUrl={baseUrl} />
              ))}
            </div>
          </section>
        ))}
      </div>
    </div>
  );
}

function Introduction({ baseUrl }: { baseUrl: string }) {
  return (
    <div className="flex max-w-prose flex-col gap-3">
      <p>
        Answers are JSON: <code className="font-mono text-sm">{'{"success": true, "data": …}'}</code>, or{' '}
        <code className="font-mono text-sm">{'{"success": false, "code": 404, "message": "…"}'}</code> with
        that HTTP status.
      </p>
      <p>
        Send the header <code className="font-mono text-sm">Authorization: Bearer</code> with an API token
        from Settings or with the token of a session. Requests about accounts, users and tokens need a
        session; browsers send it in the cookie <code className="font-mono text-sm">session</code>. The same
        reference as an OpenAPI document:{' '}
        <a href="/api/openapi.json" className={linkStyle}>
          {baseUrl}/api/openapi.json
        </a>
      </p>
    </div>
  );
}

function Operation({ listed, baseUrl }: { listed: Listed; baseUrl: string }) {
  const { anchor, method, path, operation } = listed;
  const body = operation.requestBody?.content['application/json']?.schema;
  const [[status, response] = ['', undefined]] = Object.entries(operation.responses);
  const answer =
    response && 'content' in response ? response.content?.['application/json']?.schema : undefined;
  return (
    <article id={anchor} aria-labelledby={`${anchor}-title`} className={`${panelStyle} scroll-mt-16 p-5`}>
      <h3 id={`${anchor}-title`} className="font-semibold">
        {operation.summary}
      </h3>
      <p className="mt-1 font-mono text-sm">
        <span className={clsx('font-semibold uppercase', METHOD_COLOURS[method])}>{method}</span> {path}
      </p>
      <p className="mt-1 text-sm text-muted">
        {operation.security.length > 0 ? 'For signed-in users.' : 'Without signing in.'}
      </p>
      <div className="mt-4 flex flex-col gap-4">
        <CodeBlock text={curlOf(listed, baseUrl)} label={`Copy the curl command: ${operation.summary}`} />
        <FieldList title="Parameters" rows={parameterRows(operation)} />
        <FieldList title="Body" rows={fieldRows(body ?? {})} />
        <FieldList title={`Answer ${status}`} rows={fieldRows(answer?.properties?.data ?? {})} folded />
      </div>
    </article>
  );
}
