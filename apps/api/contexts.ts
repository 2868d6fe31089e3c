import { certification } from '#contexts/certification';
import { custody } from '#contexts/custody';
import { enforcement } from '#contexts/enforcement';
import { extraction } from '#contexts/extraction';
import { identity } from '#contexts/identity';
import { statistics } from '#contexts/statistics';
import { warranties } from '#contexts/warranties';
import type { Context } from '#kernel';
import { busesOf, type Buses } from '#platform/cqrs';

/** Everything the ledger knows how to decide, show and do by itself. A new context takes its place here. */
export const contexts: readonly Context[] = [identity, extraction, custody, warranties, certification, enforcement, statistics];

/** Their commands, views and reactions, ready for the buses. */
export const buses: Buses = busesOf(contexts);
