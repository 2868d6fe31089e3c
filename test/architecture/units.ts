import { fieldsOf, IsMilliCarats, IsMilliCaratsDifference, IsMilliCaratsOrNone, IsUsdCents, IsUsdCentsDifference, type Shape } from '#kernel';

/** What a field must not be called, and what it is called here. */
const BANNED: Readonly<Record<string, string>> = {
  carat: '…MilliCarats', carats: '…MilliCarats', ct: '…MilliCarats', weight: '…MilliCarats', mass: '…MilliCarats, or …Grams for rock',
  usd: '…UsdCents', dollars: '…UsdCents', price: '…UsdCents', value: '…UsdCents', amount: '…MilliCarats or …UsdCents', cents: '…UsdCents',
  country: 'participant', timestamp: 'occurredAt, or …On for a day', date: '…On for a day, …At for a moment', uuid: 'the name of the thing',
};

const says = (...factories: { word: { says: string } }[]) => new Set(factories.map(({ word }) => word.says));
const WEIGHTS = says(IsMilliCarats, IsMilliCaratsOrNone, IsMilliCaratsDifference);
const MONEY = says(IsUsdCents, IsUsdCentsDifference);

const isWeight = (name: string) => /(^m|M)illiCarats$/.test(name);
/** Money, or money for each carat. */
const isMoney = (name: string) => /(^u|U)sdCents(PerCarat)?$/.test(name);

const unitFault = (name: string, word: string): string | undefined => {
  if (WEIGHTS.has(word) !== isWeight(name)) return isWeight(name) ? 'is named as a weight, but its word is none' : 'is a weight: its name ends in milliCarats';
  if (MONEY.has(word) !== isMoney(name)) return isMoney(name) ? 'is named as money, but its word is none' : 'is money: its name ends in usdCents';
  return undefined;
};

const nameFault = (name: string): string | undefined => {
  const last = name.split(/(?=[A-Z])/).at(-1)!.toLowerCase();
  const instead = BANNED[last] ?? BANNED[name.toLowerCase()];
  return instead && !isWeight(name) && !isMoney(name) ? `say ${instead}` : undefined;
};

/** The fields of a shape, and of the shapes inside, whose names hide what they are. */
export const misnamed = (shape: Shape, at: string): string[] => [...fieldsOf(shape).values()].flatMap(({ name, says: word, of }) => [
  ...[unitFault(name, word), nameFault(name)].flatMap((fault) => (fault ? [`${at}.${name}: ${fault}`] : [])),
  ...(of ? misnamed(of(), `${at}.${name}`) : []),
]);
