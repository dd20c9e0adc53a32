import { listRulePage, listRulesInput } from '../ruleCatalogue';
import { router, userProcedure } from './init';

export const ruleRouter = router({
  list: userProcedure
    .meta({ doing: 'list rules' })
    .input(listRulesInput)
    .query(({ input }) => listRulePage(input)),
});
