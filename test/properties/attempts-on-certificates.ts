import { dayOf, LEDGER, plusDays } from '#kernel';
import type { Attempt } from './attempts-on-lots.ts';
import { examine, file, packageOf } from './attempts-on-packages.ts';
import type { Row } from './goods.ts';
import { actorOf, freeLotsOf, ISSUES, LOOKS, MEETS, numberOf, officerOf, one, someParcel, TERRITORIES, TRADERS, type Dice } from './players.ts';
import type { World } from './world.ts';

/** What somebody may do to a certificate that stands as its row says. */
type Step = (world: World, row: Row, dice: Dice) => void;

export const certificateRows = (world: World): Row[] => [...world.rows('certification/certificates').values()];
const other = (code: string, die: number): string => one(TERRITORIES.filter((territory) => territory !== code), die)!;
const importerIn = (code: string, die: number): string => TRADERS.filter(({ participant }) => participant === code)[die % 2]!.party;
/** Mostly the officer in question; now and then one of another territory, or one who may not. */
export const officer = (code: string, which: number, die: number) => officerOf(die % 13 === 0 ? other(code, die) : code, die % 11 === 0 ? 1 + die % 3 : which);

/** A number that was not asked for yet, mostly of its exporter’s series; parcels that are shown one after another get the same one. */
const freshNumber = (world: World, code: string, die: number): string => {
  const used = new Set(world.subjectsOf('certificate'));
  const whose = die % 17 === 0 ? other(code, die) : code;
  for (let serial = 1; ; serial += 1) {
    const number = numberOf(whose, serial, die % 19 === 0 ? 'T' : 'N');
    if (!used.has(number)) return number;
  }
};

const present: Attempt = (world, dice) => {
  const parcel = someParcel(world, ['sealed'], dice);
  if (parcel) world.ask(parcel.actor, ['parcel', parcel.parcel], 'PresentParcel', { certificate: freshNumber(world, parcel.actor.participant, dice[2]) });
};
const withdraw: Attempt = (world, dice) => {
  const parcel = someParcel(world, ['presented', 'in-transit'], dice);
  if (parcel) world.ask(actorOf(one([parcel.holder, parcel.actor.party], dice[3])!), ['parcel', parcel.parcel], 'WithdrawParcel');
};

/** Documents that cover the goods, one time in ten not quite; a certificate of import for each that the goods came under. */
const documentsOf = (parcels: readonly Row[], die: number): object[] => {
  const milliCarats = parcels.reduce((sum, parcel) => sum + parcel.milliCarats, 0);
  const imports = [...new Set(parcels.flatMap((parcel): string[] => parcel.imports ?? []))];
  return [
    { kind: 'production', reference: 'SYN-PR', milliCarats: Math.max(1, milliCarats - (die % 10 === 0 ? 1 : 0)) },
    ...imports.map((reference) => ({ kind: 'import-certificate', reference, milliCarats })),
  ];
};
/** A technical series is for technical shipments; mostly it is asked for so. */
const purposeOf = (certificate: string, die: number) => (certificate[2] === 'T' && die % 7 > 0 ? { purpose: 'technical' } : {});
const request: Attempt = (world, dice) => {
  const parcel = someParcel(world, ['presented'], dice);
  if (!parcel) return;
  const together = [...world.rows('custody/parcels').values()].filter(({ certificate, status }) => certificate === parcel.certificate && status === 'presented');
  const some = dice[3] % 5 === 0 ? [parcel] : together;
  const to = other(parcel.actor.participant, dice[1]);
  world.ask({ ...parcel.actor, person: `${parcel.actor.party}-CLERK` }, ['certificate', parcel.certificate], 'RequestCertificate', {
    to, importer: importerIn(to, dice[2]), parcels: some.map((shown) => shown.parcel), documents: documentsOf(some, dice[2]),
    ...purposeOf(parcel.certificate, dice[3]), ...packageOf(world, some, dice[2]),
  });
};

const review: Step = (world, { certificate, from }, [, , c]) => world.ask(officer(from, LOOKS, c), ['certificate', certificate], 'ReviewCertificate', { finding: 'x' });
const refuse: Step = (world, { certificate, from }, [, , c]) => world.ask(officer(from, LOOKS, c), ['certificate', certificate], 'RefuseCertificate', { reason: 'x' });
const issue: Step = (world, { certificate, from }, [, b, c]) =>
  world.ask(officer(from, ISSUES, c), ['certificate', certificate], 'IssueCertificate', { expiresOn: plusDays(dayOf(world.now), b % 60) });
const validate: Step = (world, { certificate, from }, [, b, c]) => world.ask(officer(from, LOOKS, c), ['certificate', certificate], 'ValidateCertificate', { checked: b % 2 ? 'every-container' : 'risk-analysis' });
const cancel: Step = (world, { certificate, from }, [, , c]) => world.ask(officer(from, ISSUES, c), ['certificate', certificate], 'VoidCertificate', { reason: 'x' });
const lose: Step = (world, { certificate, from, exporter }, [, , c]) => world.ask(c % 2 ? actorOf(exporter) : officer(from, ISSUES, c), ['certificate', certificate], 'LoseCertificate', { reason: 'x' });
/** One time in five the number is gone before the ledger carries on under it. */
const replace: Step = (world, { certificate, from }, [, b, c]) => {
  const replacement = freshNumber(world, from, b);
  world.ask(officer(from, ISSUES, c), ['certificate', certificate], 'ReplaceCertificate', { replacement });
  if (b % 5 === 0) world.ask(officerOf(from, ISSUES), ['certificate', replacement], 'VoidCertificate', { reason: 'x' });
};
/** Nobody asks for it until its day is over: this does. */
const expire: Step = (world, { certificate, expiresOn }, [a]) => {
  if (expiresOn !== undefined && dayOf(world.now) <= expiresOn && a % 3 === 0) world.sleep(expiresOn);
  world.ask(LEDGER, ['certificate', certificate], 'ExpireCertificate');
};
const leave: Step = (world, { certificate, exporter, from }, [, b, c]) => world.ask(b % 4 ? actorOf(exporter) : officer(from, ISSUES, c), ['certificate', certificate], 'DispatchExport');
const pass: Step = (world, { certificate, from, to }, [, b, c]) =>
  world.ask(officer(TERRITORIES.find((code) => code !== from && code !== to) ?? to, MEETS, c), ['certificate', certificate], 'RecordTransit', { place: 'x', seals: b % 3 ? 'intact' : 'broken' });
export const arrive: Step = (world, row, [a, b, c]) => {
  const parcels: string[] = row.parcels.length > 0 ? row.parcels : ['SYN-NONE'];
  world.ask(officer(row.to ?? row.from, MEETS, c), ['certificate', row.certificate], 'PresentShipment', {
    seals: parcels.map((parcel) => ({ parcel, state: b % 7 ? 'intact' : 'broken' })), ...(a % 9 === 0 && { seenAs: row.certificate }),
  });
};
const found = (row: Row, die: number): number => Math.max(1, row.milliCarats - (die % 3 ? 0 : die % 30));
const inspect: Step = (world, row, [, b, c]) => world.ask(officer(row.to, MEETS, c), ['certificate', row.certificate], 'InspectShipment', {
  samplePermyriad: 2_500, foundMilliCarats: found(row, b), contents: b % 5 ? 'agrees' : 'differs', ...(b % 5 === 0 && { finding: 'x' }),
});
export const confirm: Step = (world, row, [, b, c]) => world.ask(officer(row.to, MEETS, c), ['certificate', row.certificate], 'ConfirmImport', { foundMilliCarats: found(row, b), seals: b % 9 ? 'intact' : 'broken' });
export const turnBack: Step = (world, row, [, , c]) => world.ask(officer(row.to, MEETS, c), ['certificate', row.certificate], 'ReturnShipment', { reason: 'x' });
export const takeBack: Step = (world, row, [, b, c]) => world.ask(officer(row.from, LOOKS, c), ['certificate', row.certificate], 'ReceiveReturn', { foundMilliCarats: found(row, b) });
const close: Step = (world, row, [, , c]) => world.ask(officer(row.from, ISSUES, c), ['certificate', row.certificate], 'CloseCertificate');
const renumber: Step = (world, row, [a, b, c]) => {
  const part = one((row.children ?? []) as string[], a);
  if (part !== undefined) world.ask(officer(row.to, MEETS, c), ['certificate', row.certificate], 'RenumberPart', { part: b % 9 ? part : row.certificate, replacement: freshNumber(world, row.to, b) });
};
/** Every parcel goes on under a number of the territory where it lies; one time in two the first of them is gone before the ledger carries on under it. */
const divide: Step = (world, row, [a, b, c]) => {
  const free = freshNumber(world, row.to, 1);
  const second = b % 5 === 0 ? free : numberOf(row.to, Number(free.slice(-2)) + 1);
  const halves = [row.parcels.slice(0, 1), row.parcels.slice(a % 9 === 0 ? 2 : 1)];
  if (halves.some((parcels) => parcels.length === 0)) return;
  world.ask(officer(row.to, MEETS, c), ['certificate', row.certificate], 'SubdivideShipment', {
    zone: 'Free port (synthetic)', children: [free, second].map((certificate, i) => {
      const to = other(b % 6 ? row.from : row.to, b + i);
      return { certificate, to, importer: importerIn(to, b), parcels: halves[i] };
    }),
  });
  if (c % 2 > 0) return;
  world.ask(officerOf(row.to, ISSUES), ['certificate', free], 'VoidCertificate', { reason: 'x' });
  world.settle(c % 7);
  renumber(world, world.row('certification/certificates', row.certificate), [0, 1, 1, c]);
};
const argue: Step = (world, row, [a, b, c]) => {
  const kind = one<{ kind: string }>(row.discrepancies, a)?.kind ?? 'weight';
  const by = officer(b % 2 ? row.from : row.to ?? row.from, b % 2 ? ISSUES : MEETS, c);
  world.ask(by, ['certificate', row.certificate], b % 4 < 2 ? 'ProposeSettlement' : 'AgreeSettlement', b % 4 < 2 ? { kind, finding: 'x' } : { kind });
};

/** What comes next where a certificate stands; the first more often than the others. */
const NEXT: Readonly<Record<string, readonly Step[]>> = {
  requested: [review, review, review, review, refuse, cancel],
  reviewed: [issue, issue, issue, issue, refuse, cancel],
  issued: [validate, validate, validate, validate, validate, lose, cancel, expire],
  validated: [leave, leave, leave, leave, leave, leave, lose, cancel, expire],
  dispatched: [arrive, arrive, arrive, pass, lose],
  'in-transit': [arrive, arrive, arrive, pass, lose],
  presented: [confirm, confirm, inspect, turnBack, divide, divide, argue],
  inspected: [confirm, confirm, confirm, turnBack, argue],
  confirmed: [close, argue, argue, arrive],
  closed: [argue, argue, arrive],
  returning: [takeBack],
  returned: [close, arrive],
  lost: [replace, replace, replace, arrive],
  replaced: [replace, arrive],
  subdivided: [renumber, renumber, arrive],
};
const ANY: readonly Step[] = [review, issue, validate, cancel, lose, replace, leave, pass, arrive, inspect, confirm, turnBack, takeBack, close, argue];

/** A certificate goes on by a few steps, as the dice fall; what is under way besides may come between. One time in nine somebody tries what does not follow. */
const goOn: Attempt = (world, [a, b, c, d]) => {
  const number = one(certificateRows(world).filter(({ status }) => status in NEXT), a)?.certificate as string | undefined;
  if (number === undefined) return;
  for (let i = 0; i <= d % 4; i += 1) {
    const dice: Dice = [Math.floor(a / (i + 2)), b + 7 * i, c + 3 * i, d];
    const row = world.row('certification/certificates', number);
    const steps = dice[1] % 9 === 0 ? ANY : NEXT[row.status] ?? ANY;
    if (row.to !== undefined) one(steps, Math.floor(dice[0] / 3) + i)!(world, row, dice);
    world.settle(c % 3, i);
  }
};

/** One after the other what leads to a departure, of goods that somebody has: each in a parcel of its own, at a price of the day. */
export const ship: Attempt = (world, [a, b, c, d]) => {
  const holder = one(TRADERS, a)!;
  const lots = freeLotsOf(world, holder.party).slice(0, 1 + b % 2).map(({ lot }) => lot as string);
  const used = new Set(world.subjectsOf('seal'));
  const seals = Array.from({ length: 20 }, (_, i) => `${holder.party}-${i + 1}`).filter((seal) => !used.has(seal));
  const parcels = lots.map((lot, i) => {
    const parcel = `S-${world.log.length}`;
    if (c % 2 === 0) world.ask(holder, ['lot', lot], 'ValueLot', { usdCents: (c * (i + 1)) % 90_000, method: 'tender', basis: 'FOB' });
    world.ask(holder, ['parcel', parcel], 'AssembleParcel', { seal: seals[i] ?? 'X-1', lots: [lot] });
    world.settle();
    return parcel;
  });
  const number = freshNumber(world, holder.participant, b);
  for (const parcel of parcels) world.ask(holder, ['parcel', parcel], 'PresentParcel', { certificate: number });
  const shown = parcels.filter((parcel) => world.row('custody/parcels', parcel)?.certificate === number);
  if (shown.length === 0) return;
  if (a % 3 === 0) examine(world, file(world, shown, c), d);
  request(world, [[...world.rows('custody/parcels').values()].filter(({ status }) => status === 'presented').findIndex(({ certificate }) => certificate === number), b, c, 1]);
  for (const follows of [review, issue, validate, leave].slice(0, 2 + d % 3)) {
    const row = world.row('certification/certificates', number);
    if (row) follows(world, row, [a, b, c, d]);
  }
};
/** What is on its way arrives as it left, and the importer opens it. */
const land: Attempt = (world, [a, b]) => {
  const row = one(certificateRows(world).filter(({ status }) => status === 'dispatched' || status === 'in-transit'), a);
  if (!row) return;
  arrive(world, row, [1, 1, 1, 1]);
  confirm(world, row, [1, 1, 1, 1]);
  for (const parcel of row.parcels as string[]) world.ask(actorOf(row.importer), ['parcel', parcel], 'OpenParcel');
  world.settle(b % 4, a);
};

/** A number is shown that no parcel ever had; or a blank is spoiled. */
const forge: Attempt = (world, [a, b, c]) => {
  const code = one(TERRITORIES, a)!;
  world.ask(officer(other(code, b), MEETS, c), ['certificate', numberOf(code, 90 + b % 9)], 'PresentShipment', { seals: [{ parcel: 'SYN-NONE', state: 'broken' }] });
};
const spoil: Attempt = (world, [a, b, c]) => {
  const code = one(TERRITORIES, a)!;
  world.ask(officer(code, ISSUES, c), ['certificate', numberOf(code, 60 + b % 20)], 'VoidCertificate', { reason: 'x', kind: b % 2 ? 'blank-spoiled' : 'blank-lost' });
};
const sleep: Attempt = (world, [, b]) => world.sleep(plusDays(dayOf(world.now), 1 + b % 5));

/** What can be tried with certificates; most of it again and again. */
export const onCertificates: readonly Attempt[] = [
  present, present, present, request, request, request, request, withdraw, goOn, goOn, goOn, goOn, goOn, goOn, goOn, goOn, goOn, goOn, ship, ship, ship, land, land, forge, spoil, sleep,
];
