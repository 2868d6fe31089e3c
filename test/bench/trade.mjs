/**
 * A trade in rough diamonds as a stream of events, for the benches: mines record production, producers value, split and sell, traders pack parcels, authorities
 * issue certificates, importers open the parcels and some of them mix and export again. It obeys the rules (weights add up, nobody ships what he has not),
 * is the same at every run, and its goods flow on: what is shipped was mined not long before, however long the log is.
 * Hundreds of businesses go on at once, as in life: the next event is seldom about the same goods.
 */
const BUSINESSES = 400;
const PRODUCERS = ['BW', 'ZA', 'AO', 'NA', 'CA', 'RU', 'LS', 'SL'];
const TRADERS = ['BE', 'AE', 'IN', 'IL'];
const SITES_EACH = 3;
const LOTS_IN_PARCEL = 6;
const PARCELS_ON_CERTIFICATE = 2;

const dice = (seed) => () => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed / 4_294_967_296;
};
const digits = (n, width = 6) => `${n}`.padStart(width, '0');
const sum = (items, field) => items.reduce((total, item) => total + item[field], 0);

const added = (items, key, fields) => {
  const totals = new Map();
  for (const item of items) {
    const total = totals.get(item[key]) ?? { [key]: item[key], ...Object.fromEntries(fields.map((field) => [field, 0])) };
    for (const field of fields) total[field] += item[field];
    totals.set(item[key], total);
  }
  return [...totals.values()].sort((a, b) => (a[key] < b[key] ? -1 : 1));
};
const linesOf = (lots) => added(lots, 'hsCode', ['milliCarats', 'usdCents']);
const originsOf = (lots) => added(lots.flatMap(({ origins }) => origins), 'participant', ['milliCarats']);

/** Splits a whole number into `n` parts that add up to it. */
const shares = (whole, n) => Array.from({ length: n }, (_, i) => Math.floor(whole / n) + (i < whole % n ? 1 : 0));

class Trade {
  #roll = dice(7);
  #counts = {};
  #minutes = 0;
  /** What traders hold and may export: by Participant. */
  #stock = new Map();
  /** Lots that have crossed a border. */
  #abroad = new Set();
  certificates = [];

  #next(kind) { return (this.#counts[kind] = (this.#counts[kind] ?? 0) + 1); }

  /** One event of a stream, dressed as the ledger would. A few minutes later than the one before. */
  #event([noun, subject], type, by, data) {
    this.#minutes += 1;
    const occurredAt = new Date(Date.UTC(2005, 0, 1) + this.#minutes * 60_000).toISOString().replace('.000Z', 'Z');
    const n = this.#next('event');
    return { noun, subject, event: { id: `00000000-0000-5000-8000-${digits(n, 12)}`, type, data, occurredAt, by, cause: `bench-${n}`, correlation: `bench-${n}`, request: 'f'.repeat(64) } };
  }

  get #today() { return new Date(Date.UTC(2005, 0, 1) + this.#minutes * 60_000).toISOString().slice(0, 10); }

  *#opening() {
    for (const code of [...PRODUCERS, ...TRADERS]) {
      yield this.#event(['participant', code], 'ParticipantAdmitted', 'KP-CHAIR', { name: `Participant ${code}`, kind: 'state', from: '2003-01-01' });
      for (const kind of ['authority', 'producer', 'trader']) {
        yield this.#event(['party', `SYN-${code}-${kind}`], 'PartyRegistered', 'KP-CHAIR', { name: `${kind} of ${code}`, kind, participant: code, licence: `SYN-L-${code}` });
      }
    }
    for (const code of PRODUCERS) {
      for (let i = 1; i <= SITES_EACH; i += 1) {
        yield this.#event(['site', `SYN-${code}-M${i}`], 'SiteRegistered', `SYN-${code}-authority`, {
          name: `Mine ${i} of ${code}`, participant: code, operator: `SYN-${code}-producer`, deposit: 'kimberlite', scale: 'LSM',
          licence: `SYN-M-${code}-${i}`, licensedFrom: '2000-01-01', licensedTo: '2049-12-31',
        });
      }
      yield this.#event(['return', `${code}-2004-H2-all`], 'ReturnFiled', `SYN-${code}-authority`, {
        participant: code, year: 2004, half: 2, scale: 'all', declaration: 'production', milliCarats: 1_000_000, usdCents: 10_000_000, source: 'bench',
      });
    }
  }

  /** Production at one mine: recorded, opened, valued, split twice; most of it sold at home, invoiced, handed over. */
  *#mined() {
    const code = PRODUCERS[Math.floor(this.#roll() * PRODUCERS.length)];
    const [site, producer, trader] = [`SYN-${code}-M${1 + Math.floor(this.#roll() * SITES_EACH)}`, `SYN-${code}-producer`, `SYN-${code}-trader`];
    const production = `SYN-P${digits(this.#next('production'))}`;
    const milliCarats = 40_000 + Math.floor(this.#roll() * 80_000);
    const usdCents = milliCarats * 12;
    const day = this.#today;
    yield this.#event(['production', production], 'ProductionRecorded', producer, { site, participant: code, operator: producer, scale: 'LSM', from: day, to: day, milliCarats, usdCents, stones: 900 });
    const whole = { lot: production, milliCarats, usdCents, hsCode: '7102.10', origins: [{ participant: code, milliCarats }] };
    const { lot: _, ...content } = whole;
    yield this.#event(['lot', production], 'LotOpened', producer, { holder: producer, ...content, production, site, stones: 900 });
    yield this.#event(['lot', production], 'LotValued', producer, { usdCents: usdCents + 500, method: 'price-book', basis: 'ex-mine', valuer: producer });
    const parts = [];
    for (const part of yield* this.#split(whole, producer, 3, Math.floor(milliCarats / 200))) {
      if (this.#roll() < 0.5) parts.push(...yield* this.#split(part, producer, 2, 0));
      else parts.push(part);
    }
    for (const part of parts) yield* this.#sold(part, producer, trader);
    this.#keep(code, parts);
  }

  *#split(whole, holder, n, lossMilliCarats) {
    const weights = shares(whole.milliCarats - lossMilliCarats, n);
    const values = shares(whole.usdCents, n);
    const parts = weights.map((milliCarats, i) => {
      const origins = whole.origins.map(({ participant }, j, { length }) => ({ participant, milliCarats: shares(milliCarats, length)[j] }));
      return { lot: `${whole.lot}.${i + 1}`, milliCarats, usdCents: values[i], hsCode: i % 2 ? '7102.31' : '7102.21', origins };
    });
    const loss = lossMilliCarats > 0 ? { lossMilliCarats, lossReason: 'sorting' } : { lossMilliCarats };
    yield this.#event(['lot', whole.lot], 'LotSplit', holder, { holder, milliCarats: whole.milliCarats, parts, ...loss });
    for (const { lot, ...content } of parts) yield this.#event(['lot', lot], 'LotOpened', holder, { holder, ...content, parent: whole.lot });
    return parts;
  }

  *#sold({ lot, milliCarats, usdCents }, seller, buyer) {
    const invoice = `SYN-I${digits(this.#next('invoice'))}`;
    const day = this.#today;
    yield this.#event(['invoice', invoice], 'InvoiceIssued', seller, { seller, buyer, issuedOn: day, lines: [{ lot, milliCarats, usdCents }], milliCarats, usdCents, statement: '2002', language: 'en' });
    yield this.#event(['lot', lot], 'LotDispatched', seller, { from: seller, to: buyer, milliCarats, invoice, usdCents });
    yield this.#event(['lot', lot], 'LotReceived', buyer, { from: seller, holder: buyer, milliCarats, usdCents });
  }

  #keep(code, lots) {
    const stock = this.#stock.get(code) ?? [];
    this.#stock.set(code, stock);
    stock.push(...lots);
  }

  /** A shipment, if somebody has enough for one and as much again to choose from; else some mining. */
  #business() {
    const enough = LOTS_IN_PARCEL * PARCELS_ON_CERTIFICATE * 2;
    const from = [...this.#stock.keys()].find((code) => this.#stock.get(code).length >= enough);
    if (!from) return this.#mined();
    const to = TRADERS.filter((code) => code !== from)[Math.floor(this.#roll() * (TRADERS.length - 1))];
    const parcels = Array.from({ length: PARCELS_ON_CERTIFICATE }, () => this.#taken(this.#stock.get(from)));
    return this.#shipment({ from, to }, parcels);
  }

  /** Everything, for ever. */
  *events() {
    yield* this.#opening();
    const businesses = Array.from({ length: BUSINESSES }, () => this.#business());
    for (;;) {
      const i = Math.floor(this.#roll() * BUSINESSES);
      const { value, done } = businesses[i].next();
      if (done) businesses[i] = this.#business();
      else yield value;
    }
  }

  #taken(stock) { return Array.from({ length: LOTS_IN_PARCEL }, () => stock.splice(Math.floor(this.#roll() * stock.length), 1)[0]); }

  *#shipment({ from, to }, packed) {
    const [exporter, importer] = [`SYN-${from}-trader`, `SYN-${to}-trader`];
    const parcels = [];
    for (const lots of packed) parcels.push(yield* this.#packed(lots, exporter));
    const certificate = `${from}SYN${digits(this.#next('certificate'))}`;
    for (const { parcel } of parcels) yield this.#event(['parcel', parcel], 'ParcelPresented', exporter, { holder: exporter, certificate });
    const lots = parcels.flatMap(({ lots }) => lots);
    const shipment = {
      exporter, importer, from, to, parcels: parcels.map(({ parcel, seal, milliCarats, usdCents }) => ({ parcel, seal, milliCarats, usdCents })),
      milliCarats: sum(lots, 'milliCarats'), usdCents: sum(lots, 'usdCents'), lines: linesOf(lots), origins: originsOf(lots),
    };
    yield this.#event(['certificate', certificate], 'CertificateIssued', `SYN-${from}-authority`, { ...shipment, authority: `SYN-${from}-authority`, issuedOn: this.#today, expiresOn: '2049-12-31' });
    yield this.#event(['certificate', certificate], 'ExportDispatched', exporter, { ...shipment, dispatchedOn: this.#today });
    yield this.#event(['certificate', certificate], 'ImportConfirmed', `SYN-${to}-authority`, {
      ...shipment, authority: `SYN-${to}-authority`, receivedOn: this.#today, foundMilliCarats: shipment.milliCarats, seals: 'intact',
    });
    this.certificates.push(certificate);
    for (const parcel of parcels) yield* this.#opened(parcel, importer, certificate);
    yield* this.#traded(lots, to, importer);
  }

  *#packed(lots, holder) {
    const parcel = `SYN-K${digits(this.#next('parcel'))}`;
    for (const { lot, milliCarats } of lots) yield this.#event(['lot', lot], 'LotPacked', holder, { holder, parcel, milliCarats });
    const sealed = { parcel, seal: `SYN-S${parcel}`, milliCarats: sum(lots, 'milliCarats'), usdCents: sum(lots, 'usdCents'), lots };
    const { parcel: _, ...data } = sealed;
    yield this.#event(['parcel', parcel], 'ParcelSealed', holder, { holder, ...data, lines: linesOf(lots), origins: originsOf(lots) });
    return sealed;
  }

  *#opened({ parcel, seal, lots, milliCarats }, holder, certificate) {
    const freed = lots.map(({ lot, milliCarats, usdCents }) => ({ lot, milliCarats, usdCents }));
    yield this.#event(['parcel', parcel], 'ParcelOpened', holder, { holder, seal, lots: freed, milliCarats, certificate });
    for (const { lot, milliCarats } of freed) yield this.#event(['lot', lot], 'LotFreed', 'ledger', { holder, parcel, milliCarats });
  }

  /** One imported lot in four goes on to another country, half of those in parts; the rest, and what has crossed two borders, has arrived. */
  *#traded(lots, code, holder) {
    for (const lot of lots) {
      if (this.#roll() > 0.25 || this.#abroad.has(lot.lot)) continue;
      const parts = this.#roll() < 0.5 ? [lot] : yield* this.#split(lot, holder, 2, 0);
      for (const part of parts) this.#abroad.add(part.lot);
      this.#keep(code, parts);
    }
  }
}

/** Fills an empty store with `count` events. Tells the certificates that were issued, in order. */
export const fill = async (store, count) => {
  const [trade, revisions] = [new Trade(), new Map()];
  let waiting = [];
  let written = 0;
  for (const { noun, subject, event } of trade.events()) {
    const stream = `${noun}-${subject}`;
    const revision = revisions.get(stream) ?? 0;
    revisions.set(stream, revision + 1);
    waiting.push(store.append(stream, revision, [event]));
    written += 1;
    if (waiting.length < 1_000 && written < count) continue;
    await Promise.all(waiting);
    waiting = [];
    if (written === count) return trade.certificates;
  }
};
