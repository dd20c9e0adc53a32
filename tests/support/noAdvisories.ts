import { type Advisories, NO_DATA } from '@/scan/packages';

/** An installation to which nobody has given advisories. */
export const NO_ADVISORIES: Advisories = { of: async () => NO_DATA, advice: 'Import some.' };
