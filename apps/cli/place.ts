import type { Place } from '../api/index.ts';
import type { CommonOptions } from './output.ts';

/** Where the ledger is kept that a command is about: the data folder, and the engines that the environment names. */
export const placeOf = ({ data, engines }: Pick<CommonOptions, 'data' | 'engines'>): Place => ({ dataFolder: data, ...engines });
