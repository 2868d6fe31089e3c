import type { ReturnScale } from '../returns.ts';

export type SiteKind = Readonly<{ name: string; deposit: 'kimberlite' | 'alluvial' | 'marine'; scale: 'LSM' | 'ASM'; carats: number; price: number }>;

const K = 'kimberlite';
const A = 'alluvial';
type Line = readonly [name: string, deposit: SiteKind['deposit'], scale: 'LSM' | 'ASM', carats: number, price: number];

/** Plausible sites: name, deposit, scale, and relative carats and prices per carat. The names are real, the figures laid on them are synthetic. */
const SITES: Readonly<Record<string, readonly Line[]>> = {
  AO: [['Catoca', K, 'LSM', 76, 75], ['Lunda Norte alluvials', A, 'LSM', 14, 180], ['Cuango valley', A, 'ASM', 10, 220]],
  AU: [['Argyle', K, 'LSM', 99, 90], ['Ellendale', K, 'LSM', 1, 900]],
  BW: [['Orapa', K, 'LSM', 47, 60], ['Jwaneng', K, 'LSM', 48, 140], ['Letlhakane', K, 'LSM', 4, 220], ['Damtshaa', K, 'LSM', 1, 110]],
  BR: [['Juína', A, 'LSM', 60, 80], ['Diamantina', A, 'ASM', 40, 130]],
  CA: [['Ekati', K, 'LSM', 34, 110], ['Diavik', K, 'LSM', 66, 95]],
  CD: [['Mbuji-Mayi, MIBA', K, 'LSM', 22, 80], ['Mbuji-Mayi, diggers', A, 'ASM', 48, 80], ['Tshikapa', A, 'ASM', 22, 160], ['Kisangani', A, 'ASM', 8, 170]],
  CF: [['Berberati', A, 'ASM', 45, 100], ['Carnot', A, 'ASM', 35, 110], ['Boda', A, 'ASM', 20, 90]],
  CI: [['Tortiya', A, 'ASM', 60, 100], ['Séguéla', A, 'ASM', 40, 110]],
  CN: [['Mengyin', K, 'LSM', 70, 100], ['Wafangdian', K, 'LSM', 30, 130]],
  GH: [['Akwatia', A, 'LSM', 40, 100], ['Birim valley', A, 'ASM', 60, 95]],
  GN: [['Aredor', A, 'LSM', 15, 250], ['Banankoro', A, 'ASM', 60, 100], ['Kérouané', A, 'ASM', 25, 95]],
  GY: [['Mazaruni', A, 'ASM', 60, 100], ['Kurupung', A, 'ASM', 40, 90]],
  ID: [['Cempaka', A, 'LSM', 40, 110], ['Martapura', A, 'ASM', 60, 95]],
  IN: [['Majhgawan, Panna', K, 'LSM', 96, 100], ['Panna alluvials', A, 'ASM', 4, 120]],
  LR: [['Nimba', A, 'ASM', 50, 100], ['Gbarpolu', A, 'ASM', 50, 110]],
  LS: [['Letšeng', K, 'LSM', 88, 130], ['Liqhobong', K, 'LSM', 12, 30]],
  NA: [['Orange River mines', A, 'LSM', 52, 105], ['Atlantic 1', 'marine', 'LSM', 48, 95]],
  RU: [['Udachnaya', K, 'LSM', 42, 85], ['Jubilee', K, 'LSM', 30, 90], ['Internatsionalnaya', K, 'LSM', 14, 190], ['Nyurbinskaya', K, 'LSM', 14, 85]],
  SL: [['Koidu', K, 'LSM', 28, 180], ['Kono fields', A, 'ASM', 50, 95], ['Kenema fields', A, 'ASM', 22, 90]],
  TG: [['Togo river gravels', A, 'ASM', 100, 100]],
  TZ: [['Williamson, Mwadui', K, 'LSM', 92, 95], ['Shinyanga diggings', A, 'ASM', 8, 150]],
  VE: [['Guaniamo', A, 'ASM', 70, 90], ['Icabarú', A, 'ASM', 30, 120]],
  ZA: [['Venetia', K, 'LSM', 53, 75], ['Finsch', K, 'LSM', 15, 75], ['Premier', K, 'LSM', 9, 80], ['Kimberley', K, 'LSM', 13, 85], ['North West alluvials', A, 'ASM', 10, 420]],
  ZW: [['River Ranch', K, 'LSM', 20, 70], ['Murowa', K, 'LSM', 55, 100], ['Marange', A, 'LSM', 25, 60]],
};

/** For producers that are not named above, and for a scale of mining that has no site yet. */
const anySite = (scale: 'LSM' | 'ASM'): SiteKind => (scale === 'LSM'
  ? { name: 'First mine', deposit: 'kimberlite', scale, carats: 100, price: 100 }
  : { name: 'River diggings', deposit: 'alluvial', scale, carats: 100, price: 100 });

const FIRST_YEAR: Readonly<Record<string, number>> = { Marange: 2006 };

/** The sites of a producer in a year, so that every scale its returns speak of has one. */
export const sitesOf = (participant: string, year: number, scales: ReadonlySet<ReturnScale>): SiteKind[] => {
  const named = (SITES[participant] ?? [])
    .map(([name, deposit, scale, carats, price]) => ({ name, deposit, scale, carats, price }))
    .filter(({ name }) => (FIRST_YEAR[name] ?? 0) <= year);
  const lacking = (['LSM', 'ASM'] as const).filter((scale) => scales.has(scale) && !named.some((site) => site.scale === scale));
  const sites = [...named, ...lacking.map(anySite)];
  return sites.length > 0 ? sites : [anySite('ASM'), { ...anySite('ASM'), name: 'Upper diggings', carats: 60 }];
};
