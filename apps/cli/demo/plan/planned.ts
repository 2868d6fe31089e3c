import type { SiteKind } from './sites.ts';

/** A party of the demo: none of them is real. */
export type PlannedParty = Readonly<{ id: string; name: string; kind: 'authority' | 'industry-body' | 'producer' | 'artisanal-buyer' | 'trader'; participant: string }>;
/** A site, and who operates it. */
export type PlannedSite = SiteKind & Readonly<{ id: string; label: string; participant: string; operator: string }>;
/** A real Participant, with what is made up in it. */
export type PlannedParticipant = Readonly<{
  code: string; name: string; kind: 'state' | 'union'; admittedFrom: string;
  /** The first day of the year on which it is a Participant. */ openFrom: string;
  suspension?: Readonly<{ from: string; decision: string }>; authority: string; sites: readonly PlannedSite[]; traders: readonly string[];
}>;
