import type { Recollection } from '#kernel';

/** Is there such a party? */
export type RegisteredParty = Readonly<{ registered: boolean }>;

/** What warranties remembers of those who buy. */
export const registeredParty: Recollection<RegisteredParty> = {
  noun: 'party',
  initial: { registered: false },
  on: { PartyRegistered: () => ({ registered: true }) },
};
