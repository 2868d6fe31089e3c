export { digest } from './digest.ts';
export { Stuck } from './folding.ts';
export { NotReached, Projection, type ProjectionStatus } from './projection.ts';
export { ProjectionThread, serveProjection, type ThreadStart } from './projection-thread.ts';
export { Projector } from './projector.ts';
export { rebuild, type Progress, type RebuildOptions } from './rebuild.ts';
export { Fenced, fingerprintOf, NotIndexed, RowStore, type Bounds, type Generation, type KeyedRow, type Row, type RowChange, type Wanted } from './row-store.ts';
export { SqliteRowStore } from './sqlite.row-store.ts';
export { walk, type Direction, type Graph, type Way } from './walk.ts';
