import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Role } from '#kernel';
import { TokenStore } from '#platform/access';
import { EventStore } from '#platform/event-store';
import { createLogger } from '#platform/http';
import { createApi } from '../../apps/api/index.ts';

/** A row, as far as the journeys look into it. */
export type Row = Readonly<{ key: string; milliCarats: number; residualMilliCarats: number }>;
/** What may stand in an answer: of a receipt, a list, a walk or a problem. */
export type Body = Readonly<{
  position: string; events: readonly Readonly<{ type: string; data: object }>[];
  rows: readonly Row[]; next?: string; nodes: readonly string[]; edges: readonly object[]; truncated: boolean;
  type: string; code: string; detail: string; pointer: string; figures: Readonly<Record<string, unknown>>; errors?: readonly Readonly<{ pointer: string }>[];
}>;
/** An answer as it came over the wire. */
export type Answer = Readonly<{ status: number; headers: Headers; body: Body }>;
/** What a request says besides its body. */
export type Ways = Readonly<{ key?: string; headers?: Record<string, string>; at?: string }>;

/** Somebody with a token: asks for commands and looks at views. A look always knows what was written through this stage before. */
export type Player = Readonly<{
  party: string; token: string;
  ask: (address: string, body: object, ways?: Ways) => Promise<Answer>;
  look: (address: string, headers?: Record<string, string>) => Promise<Answer>;
}>;

/** A ledger on a new folder behind real HTTP, its log lines, and a way to enter it as anybody. */
export const openStage = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kimberlite-'));
  const lines: Record<string, unknown>[] = [];
  const logger = createLogger({ write: (line) => { lines.push(JSON.parse(line) as Record<string, unknown>); } });
  let app: NestFastifyApplication = await createApi({ dataFolder: folder, logger });
  await app.listen(0, '127.0.0.1');
  let url = await app.getUrl();
  let lastPosition = '';

  const send = async (address: string, init: RequestInit): Promise<Answer> => {
    const response = await fetch(`${url}/${address}`, init);
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    const body = (isJson && text !== '' ? JSON.parse(text) : text) as Body;
    if (response.status === 201 && body.position > lastPosition) lastPosition = body.position;
    return { status: response.status, headers: response.headers, body };
  };

  /** @param who a party, or a party and the person who acts for it: `SYN-BW-mine/SYN-CLERK` */
  const enter = async (who: string, participant: string, ...roles: Role[]): Promise<Player> => {
    const [party, person] = who.split('/') as [string, string | undefined];
    const { token } = await app.get(TokenStore).create({ party, participant, roles, ...(person !== undefined && { person }) });
    const authorization = `Bearer ${token}`;
    return {
      party, token,
      ask: (address, body, { key, headers = {}, at } = {}) => send(address, {
        method: 'POST', body: JSON.stringify(at === undefined ? body : { ...body, occurredAt: `${at}T12:00:00Z` }),
        headers: { authorization, 'content-type': 'application/json', ...(key !== undefined && { 'idempotency-key': key }), ...headers },
      }),
      look: (address, headers = {}) => send(address, { headers: { authorization, ...(lastPosition && { 'min-position': lastPosition }), ...headers } }),
    };
  };

  return {
    lines, send, enter, url: () => url,
    /** How many events the log holds. */
    events: async (): Promise<number> => (await app.get(EventStore).after('', 100_000)).length,
    /** Ends the process’s part of the ledger and begins again on the same folder. */
    restart: async (): Promise<void> => {
      await app.close();
      app = await createApi({ dataFolder: folder, logger });
      await app.listen(0, '127.0.0.1');
      url = await app.getUrl();
    },
    close: async (): Promise<void> => {
      await app.close();
      rmSync(folder, { recursive: true });
    },
  };
};

export type Stage = Awaited<ReturnType<typeof openStage>>;

/** Botswana with a mine and its trade, Belgium with an importer, and what each of them needs to begin. Everything synthetic is called SYN. */
export const openTwoCountries = async () => {
  const stage = await openStage();
  const chair = await stage.enter('SYN-KP-chair', 'RU', 'chair');
  const authority = await stage.enter('SYN-BW-authority', 'BW', 'authority');
  const mine = await stage.enter('SYN-BW-mine', 'BW', 'producer');
  const trader = await stage.enter('SYN-BW-trader', 'BW', 'trader');
  const customs = await stage.enter('SYN-BE-authority', 'BE', 'authority');
  const importer = await stage.enter('SYN-BE-importer', 'BE', 'trader');
  const reviewer = await stage.enter('SYN-BW-authority/SYN-BW-officer-1', 'BW', 'authority');
  const issuer = await stage.enter('SYN-BW-authority/SYN-BW-officer-2', 'BW', 'authority');
  const inspector = await stage.enter('SYN-BE-authority/SYN-BE-officer-3', 'BE', 'authority');

  const begin = async (): Promise<Answer[]> => {
    const participant = (code: string, name: string) => chair.ask(`identity/participants/${code}/admit`, { name, kind: 'state', from: '2003-01-01' }, { at: '2003-01-01' });
    const party = (by: Player, id: string, kind: string, of: string) => by.ask(`identity/parties/${id}/register`, { name: `${id} (synthetic)`, kind, participant: of }, { at: '2003-01-02' });
    const officer = (by: Player, person: string, of: string, powers: readonly string[]) => by.ask(`identity/officers/${person}/appoint`, {
      authority: by.party, participant: of, name: `${person} (synthetic)`, powers, from: '2003-01-01', decision: 'SYN order 1',
    }, { at: '2003-01-03' });
    return [
      await participant('BW', 'Botswana'), await participant('BE', 'Belgium'),
      await party(chair, authority.party, 'authority', 'BW'), await party(chair, customs.party, 'authority', 'BE'),
      await party(authority, mine.party, 'producer', 'BW'), await party(authority, trader.party, 'trader', 'BW'), await party(customs, importer.party, 'trader', 'BE'),
      await authority.ask('extraction/sites/SYN-BW-site/register', {
        name: 'Synthetic pit', participant: 'BW', operator: mine.party, deposit: 'kimberlite', scale: 'LSM', licence: 'SYN-1', licensedFrom: '2003-01-01', licensedTo: '2030-12-31',
      }, { at: '2003-01-03' }),
      await officer(authority, 'SYN-BW-officer-1', 'BW', ['prepare', 'validate', 'issue']), await officer(authority, 'SYN-BW-officer-2', 'BW', ['issue']),
      await officer(customs, 'SYN-BE-officer-3', 'BE', ['confirm']),
      await authority.ask('certification/numberings/BW/set-pattern', { prefix: 'BWSYN', digits: 6, series: 'trade', from: '2003-01-01', decision: 'SYN notice 1' }, { at: '2003-01-03' }),
      await authority.ask('certification/numberings/BW/allocate-block', { prefix: 'BWSYN', first: 1, last: 100, year: 2005, printedBy: 'State Printer (synthetic)', receivedOn: '2003-01-03' }, { at: '2003-01-04' }),
    ];
  };
  /** From the review to the validation, on one day. */
  const certify = async (number: string, at: string, expiresOn: string): Promise<Answer[]> => [
    await reviewer.ask(`certification/certificates/${number}/review`, { finding: 'Documents and parcels agree.' }, { at }),
    await issuer.ask(`certification/certificates/${number}/issue`, { expiresOn }, { at }),
    await reviewer.ask(`certification/certificates/${number}/validate`, { checked: 'every-container' }, { at }),
  ];
  return { stage, chair, authority, mine, trader, customs, importer, reviewer, issuer, inspector, begin, certify };
};

export const production = { site: 'SYN-BW-site', from: '2005-01-01', to: '2005-01-31', milliCarats: 1_250, usdCents: 100_000 };
