import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { observing, timed, type Outcome, type Work } from './observed.ts';
import { observingRequests, type Asked } from './requests.ts';
import { watched, type Sources, type Standing } from './standings.ts';
import { hearThreads } from './threads.ts';

/** Seconds. A flush takes less than a millisecond, a view of the past many seconds. */
const SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const MS_PER_S = 1_000;
/** How long one look waits for what it asks. A scrape that hangs looks like a dead process. */
const PATIENCE_MS = 2_000;

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** What is counted in this process from now on, in the words of Prometheus. No label tells of a party or of goods, and none has more values than there are routes. */
export class Prometheus {
  readonly registry = new Registry();
  private readonly metrics;
  private readonly stops: readonly (() => void)[];

  constructor(service: string, version: string) {
    const registers = [this.registry];
    const counter = <L extends string>(name: string, help: string, ...labelNames: L[]) => new Counter({ name: `kimberlite_${name}`, help, labelNames, registers });
    const gauge = <L extends string>(name: string, help: string, ...labelNames: L[]) => new Gauge({ name: `kimberlite_${name}`, help, labelNames, registers });
    const seconds = <L extends string>(name: string, help: string, ...labelNames: L[]) => new Histogram({ name: `kimberlite_${name}_seconds`, help, labelNames, registers, buckets: SECONDS });
    this.metrics = {
      requests: counter('requests_total', 'Requests answered, by method, pattern of the route and status.', 'method', 'route', 'status'),
      request: seconds('request', 'From the request to the end of its answer.', 'method', 'status'),
      inFlight: gauge('requests_in_flight', 'Requests under way.'),
      commands: counter('commands_total', 'Commands decided, by kind and outcome; also those that the ledger gives itself.', 'command', 'outcome'),
      command: seconds('command', 'From a command to its receipt or refusal.', 'outcome'),
      events: counter('appended_events_total', 'Events stored and acknowledged.'),
      append: seconds('append', 'From handing events to the store to its answer.', 'outcome'),
      projected: counter('projected_events_total', 'Events folded into views by this process; those of a rebuild are not counted.'),
      projection: seconds('projection_batch', 'Folding one batch of events, and waiting until the one before it is written.', 'outcome'),
      storeErrors: counter('store_errors_total', 'Appends that came to nothing, by outcome; conflict is a lost race.', 'outcome'),
      position: gauge('position', 'How far the log, the views and the reactions have come. Positions of EventStoreDB are byte offsets; beyond 2^53 the last digits are rounded.', 'of'),
      lag: gauge('lag_seconds', 'The age of the oldest event that is not known there, 0 if all are; of the log, for how long nothing was heard of it.', 'of'),
      standsStill: gauge('stands_still', '1 if it does not go on by itself: see the log.', 'of'),
      lease: gauge('lease_held', '1 if this process does this work, 0 if it waits for another one.', 'of'),
      store: gauge('store', 'What the adapter of the store counts since it began.', 'figure'),
      unanswered: gauge('sources_unanswered', 'What could not be asked at this look.'),
    };
    gauge('info', 'What this process is.', 'service', 'version').set({ service, version }, 1);
    collectDefaultMetrics({ register: this.registry });
    const settled = (work: Work, outcome: Outcome, took: number) => this.settled(work, outcome, took);
    this.stops = [observing(timed(settled)), hearThreads(settled), observingRequests({
      begun: () => this.metrics.inFlight.inc(),
      ended: (asked, { statusCode, elapsedTime }) => this.answered(asked, statusCode, elapsedTime / MS_PER_S),
    })];
  }

  /** All of it, as text. */
  async text(): Promise<string> {
    const { position, lag, standsStill, lease, store, unanswered } = this.metrics;
    for (const one of [position, lag, standsStill, lease, store]) one.reset();
    const answers = await Promise.all(watched().map((one) => this.ask(one)));
    unanswered.set(answers.filter((answered) => !answered).length);
    return this.registry.metrics();
  }

  stop(): void {
    for (const stop of this.stops) stop();
    this.registry.clear();
  }

  private settled(work: Work, outcome: Outcome, seconds: number): void {
    const { commands, command, events, append, projected, projection, storeErrors } = this.metrics;
    if (work.name === 'command') {
      commands.inc({ command: work.command, outcome });
      command.observe({ outcome }, seconds);
    } else if (work.name === 'append') {
      append.observe({ outcome }, seconds);
      if (outcome === 'done') events.inc(work.events);
      else storeErrors.inc({ outcome });
    } else {
      projection.observe({ outcome }, seconds);
      if (outcome === 'done') projected.inc(work.events);
    }
  }

  private answered({ method, routeOptions }: Asked, status: number, seconds: number): void {
    const { requests, request, inFlight } = this.metrics;
    inFlight.dec();
    requests.inc({ method, route: routeOptions?.url ?? 'none', status });
    request.observe({ method, status }, seconds);
  }

  /** False if something did not answer. What answers at all is told. */
  private async ask({ standings, leases = () => [], store = () => ({}) }: Sources): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, failed) => { timer = setTimeout(() => failed(new Error('late')), PATIENCE_MS); });
    try {
      for (const { of, held } of leases()) this.metrics.lease.set({ of }, Number(held));
      for (const [figure, value] of Object.entries(store())) this.metrics.store.set({ figure: snake(figure) }, value);
      for (const standing of await Promise.race([standings(), late])) this.stand(standing);
      return true;
    } catch {
      return false;
    } finally {
      clearTimeout(timer);
    }
  }

  private stand({ of, position, lagSeconds, standsStill }: Standing): void {
    this.metrics.position.set({ of }, Number(position));
    if (lagSeconds !== undefined) this.metrics.lag.set({ of }, lagSeconds);
    if (standsStill !== undefined) this.metrics.standsStill.set({ of }, Number(standsStill));
  }
}
