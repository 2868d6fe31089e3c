import type { ProductionEvent } from '#contexts/extraction/events';
import { at, dayOf, type Change, type Recorded, type View } from '#kernel';
import type { BlendEvent } from '../blend/blend.events.ts';
import type { GroupEvent } from '../group/group.events.ts';
import { parentOf } from '../lot/birth.events.ts';
import type { LotEvent } from '../lot/lot.events.ts';
import { keptByPart } from '../lot/opening.rules.ts';
import { confiscated, detained, disposed, lifted, seized } from './stopped.rules.ts';
import { accounted, arrived, atRest, fresh, given, LotRow, restated, STATED, valued, without, type Row } from './page.rules.ts';

type Of<T extends (LotEvent | ProductionEvent | BlendEvent)['type']> = Recorded<Extract<LotEvent | ProductionEvent | BlendEvent, { type: T }>>;

const changed = (lot: string, fold: (row: Row) => Row): [Change<Row>] => [at<Row>(lot, (row) => fold(row!))];
const settled = (row: Row): Row => (row.status === 'awaiting-approval' ? { ...without(row, 'pending'), status: 'held' } : row);

const dugUp = (subject: string, holder: string, { data, occurredAt }: Of<'ProductionRecorded' | 'PurchaseRecorded'>): [Change<Row>] => {
  const { participant, site, milliCarats, usdCents, stones, zone, taint } = data;
  const whence = given({ zone, taint });
  const sample = 'sample' in data ? data.sample : undefined;
  const counted = stones !== undefined && stones > 0 && { stones };
  return [at<Row>(subject, () => fresh(subject, holder, occurredAt, {
    milliCarats, usdCents, hsCode: '7102.10', origins: [{ participant, ...whence, milliCarats, ...counted }], ...counted, production: subject, site,
    ...(sample !== undefined && { sample, regime: 'sample' as const }),
  }))];
};

/** The record from which a lot and all its parts come, by its id; a blend’s come from several. */
const recordOf = (lot: string): string | undefined => {
  const [root, ...parts] = lot.split('.');
  return parts[0] === '0' ? undefined : root;
};

/** The lot is consumed, its parts are there, kept as the whole was. */
const divided = ({ subject, data, occurredAt }: Of<'LotSplit' | 'LotSorted' | 'StonesPromoted'>): Change<Row>[] => {
  const { holder, milliCarats, parts, lossMilliCarats, kept = {} } = data;
  const sorting = 'by' in data && { sortedBy: data.by, ...(data.sieveSet !== undefined && { sieveSet: data.sieveSet }) };
  const production = recordOf(subject);
  const stopped = kept.detention && { case: kept.detention.case };
  let before = 0;
  return [
    ...changed(subject, (row) => accounted({ ...without(row, 'detention'), status: 'split', parts: parts.map(({ lot }) => lot) }, -lossMilliCarats)),
    ...parts.map((part) => {
      const own = keptByPart(kept, milliCarats, part.milliCarats, before);
      before += part.milliCarats;
      return at<Row>(part.lot, () => fresh(part.lot, holder, occurredAt, {
        parent: subject, ...part, ...(part.sorted !== undefined && sorting), ...own, ...stopped, ...(production !== undefined && { production }),
      }));
    }),
  ];
};

const blended = ({ subject, data: { lot, inputs, made }, occurredAt }: Of<'BlendCommitted'>): Change<Row>[] => [
  ...inputs.flatMap((input) => changed(input.lot, (row) => ({ ...row, status: 'blended', blend: subject }))),
  at<Row>(lot, () => {
    const { blend: _, bornOf: __, ...opening } = made;
    return fresh(lot, made.holder, occurredAt, { madeBy: subject, ...opening });
  }),
];

/** What the lot’s own stream begins with: how it is kept, and where it comes from. The rest is known from what made it. */
const opened = ({ subject, data }: Of<'LotOpened'>): [Change<Row>] => changed(subject, (row) => {
  const { owner, terms, model, claim, claimedMilliCarats, regime, place, site, production, imports, importedAt, detention, confiscations } = data;
  return { ...row, ...given({ owner, terms, model, claim, claimedMilliCarats, regime, place, site, production, imports, importedAt, detention, confiscations, parent: parentOf(subject) }) };
});

const corrected = ({ subject, id, data, occurredAt }: Of<'LotCorrected'>): [Change<Row>] => changed(subject, (row) => {
  const { holder: _, origins: __, production: ___, ...struck } = data;
  const correction = { ...struck, correction: id, statedOn: row.statedOn[STATED[data.field]], correctedOn: dayOf(occurredAt) };
  return { ...restated(settled(row), data, occurredAt), corrections: [...row.corrections, correction] };
});

const valuedAs = ({ subject, data, occurredAt }: Of<'LotValued'>): [Change<Row>] => changed(subject, (row) => {
  const { usdCents, method, basis, valuer, priceBook, kind = method === 'government' ? 'government' : 'declared', valuedOn = dayOf(occurredAt) } = data;
  const beside = valued(row, { kind, usdCents, method, basis, valuer, valuedOn, ...(priceBook !== undefined && { priceBook }) });
  return kind === 'independent' ? beside : { ...restated(beside, { usdCents }, occurredAt), method, basis, valuer };
});

const alsoUnder = ({ invoices }: Row, invoice: string | undefined): string[] => (invoice === undefined || invoices.includes(invoice) ? invoices : [...invoices, invoice]);

const sent = ({ subject, data }: Of<'LotDispatched'>): [Change<Row>] => changed(subject, (row) => {
  const { to, invoice, terms = 'sale', mode, carrier, handCarriedBy, bag } = data;
  return { ...row, status: 'dispatched', addressee: to, offered: terms, invoices: alsoUnder(row, invoice), ...given({ mode, carrier, handCarriedBy, bag }) };
});

const received = ({ subject, data: { holder, usdCents, place, owner = holder, terms = 'own' }, occurredAt }: Of<'LotReceived'>): [Change<Row>] => changed(subject, (row) => {
  // A price that was paid is a new statement of value; goods on memo keep theirs.
  const priced = usdCents === row.usdCents ? row : restated(row, { usdCents }, occurredAt);
  return { ...without(arrived(priced), 'place'), holder, owner, terms, ...(place !== undefined && { place }) };
});

const declared = ({ subject, data: { model, claim } }: Of<'LotModelDeclared'>): [Change<Row>] => changed(subject, (row) =>
  ({ ...without(row, 'claim', 'claimedMilliCarats'), model, ...(claim !== undefined && { claim, claimedMilliCarats: row.milliCarats }) }));

/** Whoever freed it has it: after an import it is the importer’s own. */
const freed = ({ subject, data: { parcel, holder, certificate, detention } }: Of<'LotFreed'>): [Change<Row>] => changed(subject, (row) => {
  const imported = certificate !== undefined && { imports: [certificate], importedAt: { certificate, milliCarats: row.milliCarats, usdCents: row.usdCents } };
  const free: Row = { ...without(row, 'parcel'), status: atRest(row), pastParcels: [...row.pastParcels, parcel], ...imported, ...(detention && { detention, case: detention.case }) };
  return holder === row.holder ? free : { ...without(free, 'place'), holder, owner: holder, terms: 'own' };
});


const asked = ({ subject, data: { proposal, proposedBy, changeMilliCarats, limitMilliCarats } }: Of<'LotApprovalRequested'>): [Change<Row>] =>
  changed(subject, (row) => ({ ...row, status: 'awaiting-approval', pending: { proposal, proposedBy, changeMilliCarats, limitMilliCarats } }));

/** What both sides agreed on. Where the stated weight stands, nothing is stated anew. */
const agreed = ({ subject, data: { milliCarats, stones, origins, differenceMilliCarats }, occurredAt }: Of<'LotDisputeSettled'>): [Change<Row>] => changed(subject, (row) => {
  const figures = { origins, ...(stones !== undefined && { stones }), ...(differenceMilliCarats !== 0 && { milliCarats }) };
  return { ...accounted(restated(row, figures, occurredAt), differenceMilliCarats), status: atRest(row) };
});

/** Weighs something else from now on, for a stated reason. */
const reweighed = (subject: string, figures: Parameters<typeof restated>[1], differenceMilliCarats: number, occurredAt: string): [Change<Row>] =>
  changed(subject, (row) => accounted(restated(settled(row), figures, occurredAt), differenceMilliCarats));

/** The page of each lot: what it is, where it comes from, what became of it. A lot is there from the event that made it on. */
export const lots: View<typeof LotRow, LotEvent | ProductionEvent | BlendEvent | GroupEvent> = {
  name: 'custody/lots',
  version: 4,
  row: LotRow,
  index: ['holder', 'owner', 'status'],
  on: {
    ProductionRecorded: (event) => dugUp(event.subject, event.data.operator, event),
    PurchaseRecorded: (event) => dugUp(event.subject, event.data.buyer, event),
    BlendCommitted: blended,
    LotOpened: opened,
    LotSplit: divided,
    LotSorted: divided,
    StonesPromoted: divided,
    LotTreated: ({ subject, data, occurredAt }) =>
      changed(subject, (row) => accounted(restated(settled(without(row, 'importedAt')), data, occurredAt), -data.lossMilliCarats)),
    LotLossRecorded: ({ subject, data, occurredAt }) => reweighed(subject, data, -data.lossMilliCarats, occurredAt),
    LotWeighed: ({ subject, data, occurredAt }) => reweighed(subject, data, data.differenceMilliCarats, occurredAt),
    LotLost: ({ subject, data: { milliCarats } }) => changed(subject, (row) => accounted({ ...without(row, 'pending'), status: 'lost' }, -milliCarats)),
    LotApprovalRequested: asked,
    LotApprovalRefused: ({ subject }) => changed(subject, settled),
    LotCorrected: corrected,
    LotValued: valuedAs,
    LotDispatched: sent,
    LotCollected: ({ subject, data: { carrier } }) => changed(subject, (row) => ({ ...row, status: 'in-transit', carrier })),
    LotReturned: ({ subject }) => changed(subject, arrived),
    LotReceived: received,
    LotDisputed: ({ subject }) => changed(subject, (row) => ({ ...row, status: 'disputed' })),
    LotDisputeSettled: agreed,
    LotOwnershipTransferred: ({ subject, data: { owner, holder, invoice } }) => changed(subject, (row) =>
      ({ ...row, owner, terms: owner === holder ? 'own' : row.terms === 'own' ? 'safekeeping' : row.terms, invoices: alsoUnder(row, invoice) })),
    LotMoved: ({ subject, data: { place } }) => changed(subject, (row) => ({ ...row, place })),
    LotEvidenceAttached: ({ subject, data, occurredAt }) => changed(subject, (row) => ({ ...row, evidence: [...row.evidence, { ...data, on: dayOf(occurredAt) }] })),
    LotModelDeclared: declared,
    LotPacked: ({ subject, data: { parcel } }) => changed(subject, (row) => ({ ...row, status: 'packed', parcel })),
    LotFreed: freed,
    LotReserved: ({ subject, data: { blend } }) => changed(subject, (row) => ({ ...row, status: 'reserved', blend })),
    LotReleased: ({ subject }) => changed(subject, (row) => ({ ...without(row, 'blend'), status: 'held' })),
    LotTaintReleased: ({ subject, data: { origins }, occurredAt }) => changed(subject, (row) => restated(row, { origins }, occurredAt)),
    LotBlended: ({ subject, data: { blend } }) => changed(subject, (row) => ({ ...row, status: 'blended', blend })),
    LotDetained: detained,
    LotDetentionLifted: lifted,
    LotSeized: seized,
    LotConfiscated: confiscated,
    LotDisposed: disposed,
    LotsGrouped: ({ subject, data: { lots } }) => lots.flatMap((lot) => changed(lot, (row) => ({ ...row, groups: [...row.groups, subject] }))),
    GroupDissolved: ({ subject, data: { lots } }) => lots.flatMap((lot) => changed(lot, (row) => ({ ...row, groups: row.groups.filter((group) => group !== subject) }))),
  },
};
