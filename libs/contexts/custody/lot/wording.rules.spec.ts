import { expect, it } from '@jest/globals';
import { madeNotMined } from './wording.rules.ts';

const refusal = (text: string) => madeNotMined([[undefined, '#/a'], [text, '#/b']]);

it('ISO 18323: no word for what was made describes rough, in any of the six languages, however it is spelt', () => {
  for (const [text, word] of [
    ['Lab-grown, white', 'lab-grown'], ['LABORATORY CREATED', 'laboratory created'], ['lab—grown', 'lab—grown'], ['Synthetics', 'synthetic'], ['man-made', 'man-made'], ['cultured', 'cultured'], ['CVD type IIa', 'cvd'],
    ['diamant synthétique', 'synthetiq'], ['diamants de laboratoire', 'de laborato'], ['sintéticos', 'sintetic'], ['cultivado em laboratório', 'em laborato'], ['diamante de laboratorio', 'de laborato'],
    ['Синтетические алмазы', 'синтетич'], ['выращенный', 'выращен'], ['合成钻石', '合成'], ['培育', '培育'], ['Moissanite', 'moissanite'],
  ] as const) expect({ text, refusal: refusal(text) }).toMatchObject({ text, refusal: { refused: 'MadeNotMined', cites: 'ISO 18323', detail: `“${text}” says “${word}”.`, figures: { word }, pointer: '#/b' } });
});

it('words of the trade do', () => {
  for (const text of ['Crystals 4-8 gr, white', 'Maccles', 'Boart', '+11 DTC', 'Labrador lot', 'Agriculture cooperative', 'Manoir', 'Diamants bruts', 'SYN-CLASS-1', 'Алмазы', '原石']) expect({ text, refusal: refusal(text) }).toEqual({ text, refusal: undefined });
});
