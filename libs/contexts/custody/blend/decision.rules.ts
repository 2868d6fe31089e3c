import type { Blend } from './blend.recollection.ts';

/** Will this blend never take a lot? What it set aside is free again. */
export const isAborted = ({ status, made }: Blend): boolean => status === 'aborted' || (status === 'completed' && made === undefined);
