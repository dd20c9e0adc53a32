/** An advisory in OSV's schema about one package. */
export function osvOf(id: string, name: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  const { ecosystem = 'npm', ...fields } = more;
  return {
    id,
    modified: '2026-01-02T03:04:05Z',
    published: '2026-01-01T00:00:00Z',
    summary: `${name} has a weakness`,
    details: 'Long words.',
    affected: [
      {
        package: { ecosystem, name },
        ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed: '1.2.3' }] }],
      },
    ],
    ...fields,
  };
}
