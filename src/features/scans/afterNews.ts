import type { ScanProgress } from '@/trpc/types';
import type { ScanNews } from '@/trpc/watchScan';

/** Returns the state of a scan after an event. */
export function afterNews(before: ScanProgress, news: ScanNews): ScanProgress {
  switch (news.type) {
    case 'state':
      return { scan: news.scan, stages: news.stages };
    case 'stage_update': {
      const stages = before.stages.map((stage) => (stage.name === news.stage.name ? news.stage : stage));
      return { ...before, stages };
    }
    case 'status_change':
    case 'scan_complete':
    case 'error':
      return { ...before, scan: news.scan };
    case 'finding_added':
      return before;
  }
}
