import { dayOf, type Recorded } from '#kernel';
import { demand, type Row, type RowOf } from './goods.ts';

/** What was said of a territory, of a flow, or of a zone of it, in the order in which it was. */
type Said = Readonly<{ from: string; flow?: string; zone?: string; standing?: string; conditions?: Row; inTransit?: string; embargo?: boolean }>;

const SHUT = new Set(['suspended', 'self-suspended', 'removed']);
/** By these a certificate says that its goods may leave. */
const LEAVES = new Set(['CertificateRequested', 'CertificateIssued', 'ExportDispatched']);
/** Who of an event trades, and so has to be allowed to. */
const TRADES: Readonly<Record<string, (data: Row) => readonly string[]>> = {
  CertificateRequested: ({ exporter, importer }) => [exporter, importer],
  CertificateIssued: ({ exporter, importer }) => [exporter, importer],
  LotDispatched: ({ to }) => [to],
  LotOwnershipTransferred: ({ to }) => [to],
};

const isAbout = ({ flow = 'both', from }: Said, which: string, day: string): boolean => from <= day && (flow === 'both' || flow === which);
const put = <T>(map: Map<string, T[]>, key: string, value: T): void => { map.set(key, [...map.get(key) ?? [], value]); };
const sharesOf = (parcels: readonly Row[], rowOf: RowOf): Row[] => parcels.flatMap(({ parcel }) => rowOf('custody/parcels', parcel).origins as Row[]);

/** What States and the Security Council decided stops goods, and those who trade: a model beside the ledger, which knows only what was said. */
export class Measures {
  readonly #said = new Map<string, Said[]>();
  readonly #parties = new Map<string, Row[]>();
  readonly #packages = new Map<string, Row>();
  readonly #flags = new Map<string, Set<string>>();
  /** A number of which was warned was shown, and nobody was told yet. */
  #shown: string | undefined;

  before(event: Recorded, rowOf: RowOf): void {
    const { type, data } = event;
    this.#listen(event);
    this.#warn(event);
    if (LEAVES.has(type)) this.#leaves(event, rowOf);
    if (type === 'ImportConfirmed') this.#arrives(event, rowOf);
    for (const party of TRADES[type]?.(data) ?? []) {
      const last = this.#parties.get(party)?.findLast(({ from }) => from <= dayOf(event.occurredAt));
      demand(last === undefined || last.standing === 'licensed', () => `${type} of ${event.subject}, and ${party} is ${last!.standing}`);
    }
  }

  /** After a command. */
  check(): void { demand(this.#shown === undefined, () => `${this.#shown} was shown, of which was warned, and nobody is told`); }

  #listen({ type, subject, data }: Recorded): void {
    if (type === 'StandingChanged') put(this.#said, subject, data);
    else if (type === 'EmbargoImposed' || type === 'EmbargoLifted') put(this.#said, subject, { ...data, embargo: type === 'EmbargoImposed' });
    else if (type === 'PartyStandingChanged') put(this.#parties, subject, data);
    else if (type === 'PackageFiled') this.#packages.set(subject, data);
    else if (type === 'PackageApproved') this.#packages.set(subject, { ...this.#packages.get(subject), approved: true, audit: data.audit });
  }

  #warn({ type, subject, data }: Recorded): void {
    const flags = this.#flags.get(subject) ?? new Set();
    if (type === 'CertificateFlagged') this.#flags.set(subject, flags.add(data.incident));
    else if (type === 'CertificateUnflagged') flags.delete(data.incident);
    else if (type === 'FlaggedPresentation') this.#shown = undefined;
    else if ((type === 'ShipmentPresented' || type === 'FalsePresentation') && flags.size > 0) this.#shown = subject;
  }

  /** The last that was said of this, and holds on that day; of the whole, if no zone is named. */
  #last(code: string, flow: string, day: string, zone?: string): Said | undefined {
    return this.#said.get(code)?.findLast((said) => said.standing !== undefined && said.zone === zone && isAbout(said, flow, day));
  }

  #isShut(code: string, flow: string, day: string): boolean { return SHUT.has(this.#last(code, flow, day)?.standing ?? 'participant'); }

  #embargo(code: string, flow: string, day: string): Said | undefined {
    const last = this.#said.get(code)?.findLast((said) => said.embargo !== undefined && isAbout(said, flow, day));
    return last?.embargo ? last : undefined;
  }

  #leaves({ type, subject, data, occurredAt }: Recorded, rowOf: RowOf): void {
    const [day, { from, to }] = [dayOf(occurredAt), data];
    for (const [code, flow] of [[from, 'export'], [to, 'import']]) demand(!this.#embargo(code, flow, day), () => `${type} of ${subject}, and there is an embargo on ${flow}s of ${code}`);
    demand(!this.#isShut(to, 'import', day), () => `${type} of ${subject}, and nothing may come to ${to}`);
    const shares = sharesOf(data.parcels, rowOf);
    if (this.#isShut(from, 'export', day)) this.#onlyOpenZones(subject, data, { shares, day });
    if (data.purpose !== 'technical' && this.#isExamined(from, shares, day)) demand(this.#approved(data) !== undefined, () => `${type} of ${subject}, and no monitor saw it`);
  }

  #onlyOpenZones(subject: string, data: Row, { shares, day }: Readonly<{ shares: readonly Row[]; day: string }>): void {
    const isOpen = (zone: string | undefined) => zone !== undefined && !SHUT.has(this.#last(data.from, 'export', day, zone)?.standing ?? 'removed');
    const shut = shares.filter(({ participant, zone }) => participant !== data.from || !isOpen(zone));
    const released = this.#approved(data)?.audit !== undefined && shut.every(({ participant }) => participant === data.from);
    demand(shut.length === 0 || released, () => `${subject} leaves ${data.from}, which is closed, with goods of ${shut.map(({ participant, zone }) => zone ?? participant).join(', ')}`);
  }

  /** Does somebody look at what leaves before it leaves? */
  #isExamined(from: string, shares: readonly Row[], day: string): boolean {
    const zones = [undefined, ...shares.filter(({ zone, participant }) => zone !== undefined && participant === from).map(({ zone }) => zone)];
    return zones.some((zone) => this.#last(from, 'export', day, zone)?.conditions?.approval === 'ex-ante');
  }

  /** The package of exactly these parcels, if a monitor approved it. */
  #approved({ package: name, parcels, exporter }: Row): Row | undefined {
    const found = this.#packages.get(name);
    const weights = (packed: readonly Row[]) => packed.map(({ parcel, milliCarats }) => `${parcel} ${milliCarats}`).sort().join();
    return found?.approved && found.exporter === exporter && weights(found.parcels) === weights(parcels) ? found : undefined;
  }

  /** What was under way when its way closed waits, or goes back, where that was decided. */
  #arrives({ subject, data, occurredAt }: Recorded, rowOf: RowOf): void {
    const [day, { dispatchedOn }] = [dayOf(occurredAt), rowOf('certification/certificates', subject)];
    for (const [code, flow] of [[data.from, 'export'], [data.to, 'import']]) {
      const [embargo, last] = [this.#embargo(code, flow, day), this.#last(code, flow, day)];
      demand(!embargo || embargo.from <= dispatchedOn, () => `${subject} arrives, and there is an embargo on ${flow}s of ${code}`);
      const holds = last !== undefined && SHUT.has(last.standing!) && last.from > dispatchedOn && last.inTransit !== undefined && last.inTransit !== 'let-through';
      demand(!holds, () => `${subject} arrives, and the decision on ${code} says: ${last!.inTransit}`);
    }
  }
}
