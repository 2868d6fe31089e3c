import type { Row } from './goods.ts';

/** How the rules may be broken, to show that a law notices: they see a state, or what they have to know of others, otherwise than it is; or what they decide is written otherwise. */
export type Tampering = Readonly<{
  state?: (noun: string, state: unknown) => unknown;
  facts?: (noun: string, facts: Row) => Row;
  event?: (type: string, data: Row) => Row;
}>;

/** The rules as they are. */
export const UNBROKEN: Required<Tampering> = { state: (_, state) => state, facts: (_, facts) => facts, event: (_, data) => data };

const without = (field: string) => ({ [field]: _, ...rest }: Row): Row => rest;
/** Every state that is known of others, seen otherwise. */
const each = (known: ReadonlyMap<string, Row>, seen: (state: Row) => Row): Map<string, Row> => new Map([...known].map(([subject, state]) => [subject, seen(state)]));
const ofCertificates = (change: (facts: Row) => Row): Tampering => ({ facts: (noun, facts) => (noun === 'certificate' ? { ...facts, ...change(facts) } : facts) });
const blind = (wanted: string): Tampering => ({ state: (noun, state) => (noun === wanted ? without('detention')(state) : state) });

const clean = (origins: readonly Row[]): Row[] => origins.map(without('taint'));
/** Of decisions and embargoes only those that open something. */
const opened = (participant: readonly Row[]): Row[] => participant.filter(({ standing, embargo }) => embargo === undefined && !['suspended', 'self-suspended', 'removed'].includes(standing));

/** Broken guards, each by what it does not see any more. */
export const TAMPERED = {
  'the detention of a lot': blind('lot'),
  'the detention of a parcel': blind('parcel'),
  'the detention of a parcel, for its certificate': ofCertificates(({ parcels }) => ({ parcels: each(parcels, without('detained')) })),
  'the taint of goods, for a certificate': ofCertificates(({ parcels }) => ({ parcels: each(parcels, (parcel) => ({ ...parcel, origins: clean(parcel.origins) })) })),
  'the taint of a lot that is divided': { event: (type, data) => (type === 'LotSplit' ? { ...data, parts: (data.parts as Row[]).map((part) => ({ ...part, origins: clean(part.origins) })) } : data) },
  'the taint of lots that are blended': { event: (type, data) => (type === 'BlendCommitted' ? { ...data, made: { ...data.made, origins: clean(data.made.origins) } } : data) },
  'that a corridor is closed': ofCertificates(({ participants }) => ({ participants: each(participants, opened as (state: Row) => Row) })),
  'that a package was not approved': ofCertificates(({ filed }) => ({ filed: { ...filed, status: 'approved' } })),
  'that a party may not trade': ofCertificates(({ parties }) => ({ parties: each(parties, without('standings')) })),
} as const satisfies Readonly<Record<string, Tampering>>;
