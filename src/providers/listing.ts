import type { HostPage, HostQuery, HostRepository } from './provider';

/** How many of a host's pages one request may read. */
const MOST_PAGES = 10;

/** A page of a host, before the filter. */
export type Read = (page: number) => Promise<HostPage>;

/**
 * The next repositories that meet a filter, for hosts that can't filter themselves.
 * It reads pages until one has any, so the page of an answer may hold few.
 */
export async function filteredPage({ q, owner, page }: HostQuery, read: Read): Promise<HostPage> {
  let next: number | null = page;
  for (let pages = 0; next !== null && pages < MOST_PAGES; pages++) {
    const { items, nextPage }: HostPage = await read(next);
    const fitting = items.filter((item) => fits(item, q, owner));
    if (fitting.length > 0) return { items: fitting, nextPage };
    next = nextPage;
  }
  return { items: [], nextPage: next };
}

function fits({ fullName }: HostRepository, q = '', owner = ''): boolean {
  const name = fullName.toLowerCase();
  const above = owner.toLowerCase();
  return name.includes(q.toLowerCase()) && (above === '' || name.startsWith(`${above}/`));
}
