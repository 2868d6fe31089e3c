import { inCarats, inUsd } from '#kernel';

/** Fills what stays empty, so that nobody fills it later. */
export const FILLED = '***';

const grouped = (decimal: string): string => decimal.replace(/\B(?=(\d{3})+(?=\.))/g, '\u00a0');

/** 1234567 → 1 234.567: every thousandth, so that lines sum to the header on paper as they do in the ledger. */
export const carats = (milliCarats: number): string => grouped(inCarats(milliCarats));
export const dollars = (usdCents: number): string => grouped(inUsd(usdCents));
/** 6025 → 60.25 % */
export const percent = (permyriad: number): string => `${inUsd(permyriad)}\u00a0%`;

/** An amount between asterisks: no digit can be added before or behind it. */
export const guarded = (amount: string): string => `${FILLED}${amount}${FILLED}`;
