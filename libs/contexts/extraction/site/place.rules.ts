/** A latitude ends at the poles, in millionths of a degree; how far a longitude goes is in its word. */
const POLE = 90_000_000;

/** Is this a place on the earth: a latitude and a longitude, both? */
export const isPlace = ({ latitude, longitude }: Readonly<{ latitude?: number | undefined; longitude?: number | undefined }>): boolean =>
  latitude !== undefined && longitude !== undefined && Math.abs(latitude) <= POLE;

const MICRO = 1_000_000;
/** 4567890 → "4.567890°". */
const inDegrees = (microDegrees: number | undefined): string => (microDegrees === undefined ? 'not told' : `${(microDegrees / MICRO).toFixed(6)}°`);
/** What was said of a place, in words. */
export const placeInWords = ({ latitude, longitude }: Parameters<typeof isPlace>[0]): string => `latitude ${inDegrees(latitude)}, longitude ${inDegrees(longitude)}`;
