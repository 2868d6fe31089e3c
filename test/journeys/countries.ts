import { expect } from '@jest/globals';
import type { Role } from '#kernel';
import { openStage, type Answer, type Player, type Stage } from './stage.ts';

/** A Participant as the stories need it: its authority, an officer who prepares, validates and confirms, and one who issues and confirms. */
export type Country = Readonly<{ code: string; authority: Player; clerk: Player; signer: Player }>;

/** Goods that are to leave: who sends them to whom, under which number, in which parcels. */
export type Export = Readonly<{
  number: string; from: Country; exporter: Player; to: Country; importer: Player; parcels: readonly string[]; milliCarats: number;
  package?: string; documents?: readonly Readonly<{ kind: string; reference: string; milliCarats: number }>[];
}>;

/** What is told of a refusal. */
type Rule = Readonly<{ status?: 403 | 422; cites?: string; figures?: object; pointer?: string }>;

const LANGUAGES = ['en', 'fr', 'pt', 'es', 'ru'];
const ROLE_OF: Readonly<Record<string, Role>> = { 'artisanal-buyer': 'trader' };
const BY_CHAIR: ReadonlySet<string> = new Set(['authority', 'industry-body', 'monitor']);

export const done = (answer: Answer): Answer => {
  expect([answer.status, answer.body.code, answer.body.detail]).toEqual([201, undefined, undefined]);
  return answer;
};
export const day = (at: string) => ({ at });
export const digest = (sign: string): string => sign.repeat(64);

const step = (by: Player, address: string, at: string, data: object = {}) => by.ask(`certification/certificates/${address}`, data, { at });
const request = ({ number, ...one }: Export, at: string) => step(one.exporter, `${number}/request`, at, {
  to: one.to.code, importer: one.importer.party, parcels: one.parcels, ...(one.package !== undefined && { package: one.package }),
  documents: one.documents ?? [{ kind: 'production', reference: 'SYN shift book', milliCarats: one.milliCarats }],
});
/** From the review to the validation, on one day. */
const certify = async ({ number, from }: Export, at: string, expiresOn: string): Promise<void> => {
  done(await step(from.clerk, `${number}/review`, at, { finding: 'Documents and parcels agree.' }));
  done(await step(from.signer, `${number}/issue`, at, { expiresOn }));
  done(await step(from.clerk, `${number}/validate`, at, { checked: 'every-container' }));
};
const dispatch = ({ number, exporter }: Export, at: string) => step(exporter, `${number}/dispatch-export`, at, { mode: 'air' });
const present = ({ number, to, parcels }: Export, at: string) => step(to.clerk, `${number}/present-shipment`, at, { seals: parcels.map((parcel) => ({ parcel, state: 'intact' })) });
const confirm = ({ number, to, milliCarats }: Export, at: string, foundMilliCarats = milliCarats) => step(to.signer, `${number}/confirm-import`, at, { foundMilliCarats, seals: 'intact' });
/** Requested, certified and gone, on one day. */
const leave = async (one: Export, at: string, expiresOn: string): Promise<void> => {
  done(await request(one, at));
  await certify(one, at, expiresOn);
  done(await dispatch(one, at));
};
/** Shown, confirmed and opened, on one day. */
const arrive = async (one: Export, at: string): Promise<void> => {
  done(await present(one, at));
  done(await confirm(one, at));
  for (const parcel of one.parcels) done(await one.importer.ask(`custody/parcels/${parcel}/open`, {}, { at }));
};

/** How Participants, parties and sites come in. */
const bringingIn = (stage: Stage, chair: Player) => {
  const appoint = async (authority: Player, code: string, n: number, powers: readonly string[]): Promise<Player> => {
    const person = `SYN-${code}-officer-${n}`;
    done(await authority.ask(`identity/officers/${person}/appoint`, {
      authority: authority.party, participant: code, name: `${person} (synthetic)`, powers, from: '2003-01-02', decision: 'SYN order 1',
    }, day('2003-01-03')));
    return stage.enter(`${authority.party}/${person}`, code, 'authority');
  };

  const country = async (code: string, name: string): Promise<Country> => {
    const authority = await stage.enter(`SYN-${code}-authority`, code, 'authority');
    done(await chair.ask(`identity/participants/${code}/admit`, { name, kind: 'state', from: '2003-01-01' }, day('2003-01-01')));
    done(await chair.ask(`identity/parties/${authority.party}/register`, { name: `Authority of ${name} (synthetic)`, kind: 'authority', participant: code }, day('2003-01-02')));
    const [clerk, signer] = [await appoint(authority, code, 1, ['prepare', 'validate', 'confirm']), await appoint(authority, code, 2, ['issue', 'confirm'])];
    const numbering = (what: string, data: object) => authority.ask(`certification/numberings/${code}/${what}`, data, day('2003-01-03'));
    done(await numbering('set-pattern', { prefix: `${code}SYN`, digits: 6, series: 'trade', from: '2003-01-01', decision: 'SYN notice 1' }));
    done(await numbering('allocate-block', { prefix: `${code}SYN`, first: 1, last: 900, year: 2003, printedBy: 'State Printer (synthetic)', receivedOn: '2003-01-03' }));
    return { code, authority, clerk, signer };
  };

  /** Registered by whoever registers such parties; those who ship get seals. */
  const party = async (of: Country, name: string, kind: string): Promise<Player> => {
    const [id, role] = [`SYN-${of.code}-${name}`, ROLE_OF[kind] ?? kind as Role];
    const registrar = BY_CHAIR.has(kind) ? chair : of.authority;
    done(await registrar.ask(`identity/parties/${id}/register`, { name: `${id} (synthetic)`, kind, participant: of.code }, day('2003-01-04')));
    if (role === 'producer' || role === 'trader') done(await of.authority.ask(`custody/sealranges/${id}-S/issue-seals`, { to: id, kind: 'seal', first: 1, last: 99 }, day('2003-01-05')));
    return stage.enter(id, of.code, role);
  };

  const site = async (of: Country, operator: Player, name: string, scale: 'LSM' | 'ASM' = 'LSM'): Promise<string> => {
    const id = `SYN-${of.code}-${name}`;
    done(await of.authority.ask(`extraction/sites/${id}/register`, {
      name: `${id} (synthetic)`, participant: of.code, operator: operator.party, deposit: 'alluvial', scale, licence: `SYN-L-${name}`, licensedFrom: '2003-01-01', licensedTo: '2030-12-31',
    }, day('2003-01-05')));
    return id;
  };
  return { country, party, site };
};

/** How goods come into being, and into parcels. */
const handling = () => {
  const seals = new Map<string, number>();
  /** What a site yielded on one day. */
  const dig = (by: Player, lot: string, at: string, { site, milliCarats }: Readonly<{ site: string; milliCarats: number }>) =>
    by.ask(`extraction/productions/${lot}/record`, { site, from: at, to: at, milliCarats, usdCents: 10 * milliCarats }, { at });
  /** Sealed under the next seal of its owner; and shown for a number, if one is named. */
  const pack = async (by: Player, parcel: string, lots: readonly string[], { at, certificate }: Readonly<{ at: string; certificate?: string }>): Promise<Answer> => {
    const seal = (seals.get(by.party) ?? 0) + 1;
    seals.set(by.party, seal);
    const sealed = done(await by.ask(`custody/parcels/${parcel}/assemble`, { seal: `${by.party}-S-${seal}`, lots }, { at }));
    expect(sealed.body.events.map(({ type }) => type)).toContain('ParcelSealed');
    return certificate === undefined ? sealed : done(await by.ask(`custody/parcels/${parcel}/present`, { certificate }, { at }));
  };
  return { dig, pack };
};

/** What the Chair records, and shows to everybody. */
const chairing = (chair: Player) => {
  const says = async (address: string) => (await chair.look(address)).body as unknown as Record<string, unknown>;
  /** Recorded, and translated into the languages of the plenary on that day, if one is named. */
  const decide = async (id: string, madeOn: string, kind = 'notice', translatedOn?: string): Promise<void> => {
    done(await chair.ask(`identity/decisions/${id}/record`, { title: `Decision ${id} (synthetic)`, kind, madeOn, document: `SYN ${id}` }, day(madeOn)));
    for (const language of translatedOn === undefined ? [] : LANGUAGES) done(await chair.ask(`identity/decisions/${id}/translate`, { language, on: translatedOn }, day(translatedOn!)));
  };
  /** How a Participant stands from a day on, by a decision that was recorded. */
  const stand = (code: string, standing: string, from: string, said: Readonly<Record<string, unknown> & { document: string }>) =>
    chair.ask(`identity/participants/${code}/change-standing`, { standing, from, ...said }, { at: from });
  return { says, decide, stand, stood: (code: string, on: string) => says(`identity/standings?on=${on}&participant=${code}`) };
};

/** A new ledger, the Chair, and all that is needed to bring in Participants and parties and let them trade. Everything but the Participants is synthetic. */
export const openCountries = async () => {
  const stage = await openStage();
  const chair = await stage.enter('SYN-KP-chair', 'RU', 'chair');
  /** Refused by this rule, with these figures; and nothing of it was recorded. */
  const refuses = async (code: string, ask: () => Promise<Answer>, { status = 422, ...rest }: Rule = {}): Promise<Answer> => {
    const before = await stage.events();
    const answer = await ask();
    expect(answer).toMatchObject({ status, body: { code, ...rest } });
    expect(await stage.events()).toBe(before);
    return answer;
  };
  return { stage, chair, refuses, ...bringingIn(stage, chair), ...handling(), ...chairing(chair), step, request, certify, dispatch, present, confirm, leave, arrive };
};

export type Countries = Awaited<ReturnType<typeof openCountries>>;
