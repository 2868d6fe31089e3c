import { because, sumOf, type Refusal } from '#kernel';

/** Ours: an event has room for a million bytes, of which its envelope takes some. Where many lots are named first, there must be room to say more of each later. */
const MOST_CHARACTERS = 950_000;
const MOST_CHARACTERS_OF_NAMES = 500_000;

/** The given refusal, if the ids of these lots are too long for one event; undefined if they are not. */
export const namesTooLong = (refusal: Refusal, lots: readonly string[]): Refusal | undefined => {
  const characters = sumOf(lots, ({ length }) => length);
  return characters <= MOST_CHARACTERS_OF_NAMES ? undefined : because(refusal,
    `The ids of ${lots.length} lots have ${characters} characters; there is room for ${MOST_CHARACTERS_OF_NAMES}. Do it in two steps.`, { characters, most: MOST_CHARACTERS_OF_NAMES }, '#/lots');
};

/** The given refusal, if this is too much for one event; undefined if it is not. */
export const tooMuch = (refusal: Refusal, data: object, lots: number): Refusal | undefined => {
  const characters = JSON.stringify(data).length;
  return characters <= MOST_CHARACTERS ? undefined : because(refusal,
    `What is to be said of ${lots} lots takes ${characters} characters; there is room for ${MOST_CHARACTERS}. Do it in two steps.`, { characters, most: MOST_CHARACTERS });
};
