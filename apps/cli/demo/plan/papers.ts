import { plusDays } from '#kernel';
import { dayOfRound, ROUNDS } from './calendar.ts';
import { Random } from './random.ts';
import type { Care, Mishap, Shipment } from './shipment.ts';
import type { World } from './world.ts';

/** A blank that was never used. */
export type Blank = Readonly<{ number: string; participant: string; kind: 'blank-spoiled' | 'blank-lost'; on: string }>;

/** A certificate shown at a border that is not what it says: no such number was printed, or its goods were there before. */
export type Forgery = Readonly<{ round: number; number: string; seenAs: string; to: string; on: string }>;

/** A shipment before anybody thought of its papers. */
export type Numbered = Omit<Shipment, 'care'>;

const DIGITS = 7;
/** What the numbers of a Participant begin with in a demo. */
export const prefixOf = (participant: string): string => `${participant}SYN`;
export const SERIAL_DIGITS = DIGITS;
export const numberOf = (participant: string, serial: number): string => `${prefixOf(participant)}${`${serial}`.padStart(DIGITS, '0')}`;
/** Goods out of trade go under numbers of their own. */
export const technicalPrefixOf = (participant: string): string => `${prefixOf(participant)}TEC`;
export const TECHNICAL_DIGITS = 4;
export const technicalNumberOf = (participant: string, serial: number): string => `${technicalPrefixOf(participant)}${`${serial}`.padStart(TECHNICAL_DIGITS, '0')}`;
const serialOf = (number: string): number => Number(number.slice(-DIGITS));

/** The number under which the goods arrive. */
export const carriedUnder = ({ number, care: { mishap } }: Pick<Shipment, 'number' | 'care'>): string => (mishap?.kind === 'lost' ? mishap.number : number);

const MISHAPS = ['lost', 'returned', 'expired', 'refused', 'cancelled', 'lost'] as const;
const A_MISHAP_IN = 60;
const BY_HAND = 0.03;
const THROUGH = 0.04;
const INSPECTED = 0.25;
const QUARTER_PERMYRIAD = 2_500;
const WHOLE_PERMYRIAD = 10_000;
const TRANSIT = ['CH', 'AE', 'ZA'];

/** Which shipments have a mishap, and which: one in sixty, none of them with a discrepancy besides. */
const mishapsOf = (shipments: readonly Numbered[], seed: number): Map<Numbered, (typeof MISHAPS)[number]> => {
  const wanted = Math.max(Math.min(MISHAPS.length, shipments.length), Math.round(shipments.length / A_MISHAP_IN));
  const plain = new Random(seed, 'mishaps').shuffle(shipments.filter(({ discrepancy }) => !discrepancy));
  return new Map(plain.slice(0, wanted).map((shipment, i) => [shipment, MISHAPS[i % MISHAPS.length]!]));
};

/** The goods leave two days later than they were first to leave: there is time for the first number to come to nothing. */
const later = (shipment: Numbered, year: number): Numbered => {
  const issuedOn = dayOfRound(year, shipment.round, 4);
  const receivedOn = plusDays(issuedOn, 3);
  return { ...shipment, issuedOn, dispatchedOn: issuedOn, receivedOn, openedOn: receivedOn };
};

/** Every number a shipment takes, and whose it is. */
const takenBy = ({ from, to, number, care }: Pick<Shipment, 'from' | 'to' | 'number'> & Partial<Pick<Shipment, 'care'>>): { participant: string; number: string }[] => [
  { participant: from, number }, ...(care?.mishap ? [{ participant: from, number: care.mishap.number }] : []), ...(care?.parts ?? []).map((part) => ({ participant: to, number: part.number })),
];

/** Serial numbers after those that are taken. */
export class Serials {
  private readonly last = new Map<string, number>();
  constructor(shipments: readonly Parameters<typeof takenBy>[0][]) {
    for (const { participant, number } of shipments.flatMap(takenBy)) this.last.set(participant, Math.max(this.of(participant), serialOf(number)));
  }
  of(participant: string): number { return this.last.get(participant) ?? 0; }
  next(participant: string): string {
    this.last.set(participant, this.of(participant) + 1);
    return numberOf(participant, this.of(participant));
  }
}

const mishapOf = (kind: (typeof MISHAPS)[number], { round }: Numbered, number: string, { year, isOnItsWay }: { year: number; isOnItsWay: boolean }): Mishap =>
  (kind === 'lost' ? { kind, number, isOnItsWay } : { kind, number, on: dayOfRound(year, round, 2) });

/** By hand or not, through a third territory or not, opened on arrival or not. */
const wayOf = ({ from, to }: Numbered, { participants }: World, random: Random): Care => {
  const [isByHand, isThrough, isInspected] = [random.chance(BY_HAND), random.chance(THROUGH), random.chance(INSPECTED)];
  const through = TRANSIT.find((code) => isThrough && code !== from && code !== to && participants.has(code));
  return { isByHand, ...(through && { through }), ...(isInspected && { samplePermyriad: isByHand ? WHOLE_PERMYRIAD : QUARTER_PERMYRIAD }) };
};

/** The papers of every shipment, and for every lot the certificate under which it came in. Shipments come in the order of their rounds. */
export const caredFor = (shipments: readonly Numbered[], world: World, seed: number): Shipment[] => {
  const random = new Random(seed, 'papers');
  const mishaps = mishapsOf(shipments, seed);
  const serials = new Serials(shipments);
  const under = new Map<string, string>();
  let lost = 0;
  return shipments.map((planned) => {
    const kind = mishaps.get(planned);
    const shipment = kind === undefined || kind === 'lost' ? planned : later(planned, world.year);
    const mishap = kind && mishapOf(kind, shipment, serials.next(shipment.from), { year: world.year, isOnItsWay: kind === 'lost' && lost++ % 2 === 1 });
    const care = { ...wayOf(shipment, world, random), ...(mishap && { mishap }) };
    const parcels = shipment.parcels.map((lots) => lots.map((lot) => ({ ...lot, ...(under.has(lot.goods.lot) && { under: under.get(lot.goods.lot)! }) })));
    for (const { goods } of parcels.flat()) under.set(goods.lot, carriedUnder({ number: shipment.number, care }));
    return { ...shipment, parcels, care };
  });
};

const A_BLANK_IN = 250;
const LOST_BLANK = 4;

/** Some blanks of every Participant that issues certificates are spoiled in print, and a few are missing when they are counted at the end of the year. */
export const blanksOf = (shipments: readonly Shipment[], year: number): Blank[] => {
  const serials = new Serials(shipments);
  const issued = new Map<string, number>();
  for (const { from } of shipments) issued.set(from, (issued.get(from) ?? 0) + 1);
  const on = dayOfRound(year, ROUNDS - 1, 4);
  return [...issued].flatMap(([participant, count]) => Array.from({ length: Math.ceil(count / A_BLANK_IN) }, (_, i) => (
    { number: serials.next(participant), participant, kind: i % LOST_BLANK === LOST_BLANK - 1 ? 'blank-lost' as const : 'blank-spoiled' as const, on })));
};

const HUNDRED = 100;

/** How far the blanks of each Participant go: some hundreds, the last of them not used. */
export const blocksOf = (shipments: readonly Shipment[], blanks: readonly Blank[]): Map<string, number> => {
  const last = new Map<string, number>();
  const use = (participant: string, number: string) => last.set(participant, Math.max(last.get(participant) ?? 0, serialOf(number)));
  for (const { participant, number } of [...shipments.flatMap(takenBy), ...blanks]) use(participant, number);
  return new Map([...last].map(([participant, serial]) => [participant, (Math.floor(serial / HUNDRED) + 1) * HUNDRED]));
};

const A_FORGERY_IN = 600;

/** Now and then a number beyond every blank is shown, or one whose goods came twelve days before; typed as it was seen, with letters that look alike. */
export const forgeriesOf = (shipments: readonly Shipment[], blocks: ReadonlyMap<string, number>, year: number, seed: number): Forgery[] => {
  const wanted = Math.min(shipments.length, Math.max(2, Math.round(shipments.length / A_FORGERY_IN)));
  return new Random(seed, 'forgeries').shuffle([...shipments]).slice(0, wanted).map((shipment, i) => {
    const { from, to, round } = shipment;
    const number = i % 2 === 0 ? numberOf(from, blocks.get(from)! + 1 + i) : carriedUnder(shipment);
    return { round: round + 1, number, seenAs: `${number.slice(0, 2)} ${number.slice(2).replace('S', 'Ѕ')}`, to, on: dayOfRound(year, round + 1, 1) };
  });
};
