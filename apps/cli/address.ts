import { LOCAL_ADDRESS, printedAddress } from '../api/index.ts';
import { UsageError } from './output.ts';

/** Where this ledger is asked from outside. It is printed on certificates. */
export type AddressOption = Readonly<{ address?: string }>;

/** @throws UsageError */
export const addressOf = ({ address = LOCAL_ADDRESS }: AddressOption): string => {
  const printed = printedAddress(address);
  if (printed === undefined) throw new UsageError(`--address: ${address} is not an address of http or https, without query.`);
  return printed;
};
