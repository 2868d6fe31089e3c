import type { Half } from '#kernel';
import type { PublishedReturn, YearOfReturns } from './returns.ts';

/** Half; then thousandths of a carat and cents of a US dollar, or nothing: a nil return. */
type Figures = readonly [half: Half, milliCarats?: number, usdCents?: number];

/**
 * The production returns of 2005: 49 rows of 26 Participants, 22 of them producers. Norway, Romania and Indonesia filed one half only.
 * Source: Kimberley Process rough diamond statistics, public production returns. The figures are public, attributed to the Kimberley Process.
 */
const RETURNS: readonly (readonly [participant: string, ...halves: Figures[]])[] = [
  ['AO', [1, 3_335_852_320, 52_138_633_548], [2, 3_743_268_330, 56_778_462_019]],
  ['AU', [1, 18_224_503_000, 28_645_297_740], [2, 14_716_560_100, 26_063_452_550]],
  ['BW', [1, 15_278_100_000, 137_502_900_000], [2, 16_611_671_000, 149_505_039_000]],
  ['BR', [1, 150_000_000, 413_850_000], [2, 150_000_000, 1_771_200_000]],
  ['CA', [1, 6_451_512_000, 69_603_865_500], [2, 5_862_519_000, 75_765_466_652]],
  ['CF', [1, 196_422_000, 2_992_924_080], [2, 186_334_000, 3_064_316_400]],
  ['CN', [1, 28_465_000, 39_000_000], [2, 43_298_790, 61_000_000]],
  ['CD', [1, 14_748_650_530, 27_493_283_900], [2, 18_306_347_410, 34_049_806_200]],
  ['CI', [1], [2]],
  ['GH', [1, 500_421_360, 1_574_646_118], [2, 513_194_420, 1_813_168_414]],
  ['GN', [1, 318_310_490, 2_814_197_476], [2, 230_211_030, 1_931_758_069]],
  ['GY', [1, 147_739_900, 1_748_568_600], [2, 190_058_000, 1_451_565_700]],
  ['IN', [1, 42_806_000, 799_461_400], [2, 17_318_000, 179_113_700]],
  ['ID', [2, 17_557_150, 492_856_940]],
  ['LS', [1, 27_705_070, 3_580_000_000], [2, 24_331_350, 2_850_000_000]],
  ['NA', [1, 948_368_210, 36_260_421_317], [2, 917_951_990, 33_409_853_327]],
  ['NO', [1]],
  ['RO', [1]],
  ['RU', [1, 18_001_050_000, 120_940_190_000], [2, 19_999_940_000, 132_190_670_000]],
  ['SL', [1, 343_463_000, 7_532_832_452], [2, 325_246_570, 6_661_191_933]],
  ['SG', [1], [2]],
  ['ZA', [1, 7_638_233_000, 59_600_279_900], [2, 7_921_298_000, 72_308_518_100]],
  ['TZ', [1, 116_913_510, 1_232_687_323], [2, 104_372_000, 1_314_293_300]],
  ['TG', [1, 17_620_000, 198_745_000], [2, 50_430, 547_000]],
  ['VE', [1, 31_010_540, 146_899_137], [2, 24_143_170, 170_403_102]],
  ['ZW', [1, 131_369_000, 1_791_048_398], [2, 116_895_000, 1_710_775_190]],
];

const rowOf = (participant: string, [half, milliCarats = 0, usdCents = 0]: Figures): PublishedReturn =>
  ({ participant, year: 2005, half, scale: 'all', declaration: milliCarats > 0 ? 'production' : 'nil', milliCarats, usdCents });

/** The year of the report UN A/61/589, as it was returned. */
export const returns2005: YearOfReturns = {
  year: 2005,
  source: 'Kimberley Process rough diamond statistics, public production returns',
  names: new Map(),
  rows: RETURNS.flatMap(([participant, ...halves]) => halves.map((figures) => rowOf(participant, figures))),
};
