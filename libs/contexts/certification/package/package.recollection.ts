import type { DataOf, Decider, Recollection } from '#kernel';
import type { packageEvents } from './package.events.ts';

type Filed = DataOf<typeof packageEvents.PackageFiled>;
/** An export package as the rules see it. `audit`: the one under which stock of zones that are not open may leave. */
export type Package = Readonly<Pick<Filed, 'exporter' | 'participant' | 'parcels' | 'milliCarats' | 'origins' | 'certificate'> & { status: 'none' | 'filed' | 'approved' | 'rejected'; audit?: string; filedOn: string }>;

const initial: Package = { status: 'none', exporter: '', participant: '', parcels: [], milliCarats: 0, origins: [], filedOn: '' };

const on: Decider<Package, typeof packageEvents>['evolve'] = {
  PackageFiled: (_, { exporter, participant, parcels, milliCarats, origins, certificate }, { occurredAt }) =>
    ({ status: 'filed', exporter, participant, parcels, milliCarats, origins, filedOn: occurredAt.slice(0, 10), ...(certificate !== undefined && { certificate }) }),
  PackageApproved: (filed, { audit }) => ({ ...filed, status: 'approved', ...(audit !== undefined && { audit }) }),
  PackageRejected: (filed) => ({ ...filed, status: 'rejected' }),
};

/** The fold of a package’s own stream. */
export const packageSoFar = { noun: 'package', initial, on } satisfies Recollection<Package>;
