import { overviewFields } from '@/domain/findingCounts/schema';
import { getOverview } from '@/domain/findingCounts/service';
import { operation } from './operation';

export const get = operation('/api/overview', {
  summary:
    'Get the state of all repositories: open findings and their history, what to fix first, what is not known',
  doing: 'get overview',
  who: 'user',
  output: overviewFields,
  run: getOverview,
});
