import { RULES_A_TO_B } from './registry/aToB';
import { RULES_C_TO_D } from './registry/cToD';
import { RULES_E_TO_G } from './registry/eToG';
import { RULES_H_TO_L } from './registry/hToL';
import { RULES_M_TO_O } from './registry/mToO';
import { RULES_P_TO_R } from './registry/pToR';
import { RULES_S_TO_T } from './registry/sToT';
import { RULES_U_TO_Z } from './registry/uToZ';
import type { Rule } from './rule';

/** All rules for secrets. */
export const RULES: readonly Rule[] = [
  ...RULES_A_TO_B,
  ...RULES_C_TO_D,
  ...RULES_E_TO_G,
  ...RULES_H_TO_L,
  ...RULES_M_TO_O,
  ...RULES_P_TO_R,
  ...RULES_S_TO_T,
  ...RULES_U_TO_Z,
];
