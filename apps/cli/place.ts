import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { logOf, mirrorOf, type Place } from '../api/index.ts';
import { UsageError, type CommonOptions } from './output.ts';

type Kept = Pick<CommonOptions, 'data' | 'engines'>;

/** Where the ledger is kept that a command is about: the data folder, and the engines that the environment names. What is not there yet is made. */
export const placeOf = ({ data, engines }: Kept): Place => ({ dataFolder: data, ...engines });

/** The same for a command that looks: a folder that was misspelt is no empty ledger. A mirror here is judged by the stores. @throws UsageError */
export const ledgerPlaceOf = (options: Kept): Place => {
  const { data, engines } = options;
  if (!engines?.eventStore && ![logOf(data), mirrorOf(data)].some((file) => existsSync(file))) throw new UsageError(`--data: there is no ledger in ${data}. Name the folder of one; kimberlite serve begins a new one.`);
  return placeOf(options);
};

/** Where tokens are kept that were made before, with or without a ledger. @throws UsageError */
export const tokensPlaceOf = (options: Kept): Place => {
  const { data, engines } = options;
  if (!engines?.database && !existsSync(join(data, 'access.db'))) throw new UsageError(`--data: there are no tokens in ${data}. Name the folder of a ledger, or make its first one: kimberlite token create.`);
  return placeOf(options);
};
