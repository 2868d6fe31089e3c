/** How an incident ended. They are on disk: add, never rename. */
export const OUTCOMES = ['substantiated', 'unfounded', 'referred', 'settled'] as const;
export type Outcome = (typeof OUTCOMES)[number];
