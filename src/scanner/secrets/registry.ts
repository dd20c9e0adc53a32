import type { Rule } from './rule';

/** All rules that Heimdall looks for secrets by. */
export const RULES: readonly Rule[] = [];
