import { existsSync } from 'node:fs';
import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { returnIdOf, standing } from './returns.ts';
import { returns2005 } from './returns-2005.ts';
import { problemText, readReturns, readReturnsFile, ReturnsFileError } from './returns-file.ts';

const PUBLISHED = new URL('../../../../shared/data/kp_production_half_year.csv', import.meta.url).pathname;

const HEADING = 'participant,iso2,year,half,declaration,production_type,carats,value_usd,source';
const row = (over: Partial<Record<string, string>> = {}) => {
  const cells: Record<string, string> = { participant: 'Botswana', iso2: 'BW', year: '2005', half: '1', declaration: 'Production', production_type: 'Production', carats: '12.5', value_usd: '7.25', source: '"x"', ...over };
  return HEADING.split(',').map((name) => cells[name]).join(',');
};
const reading = async (...lines: string[]) => {
  const { returns, problems } = await readReturns(Readable.from([Buffer.from(lines.join('\n'))]), 2005, 'test');
  return { rows: returns.rows, problems: problems.map(problemText) };
};

describe('a file of returns', () => {
  it('is read exactly, nil returns and rows of artisanal mining included', async () => {
    const { rows, problems } = await reading(HEADING, row(), row({ half: '2', declaration: 'No Production', production_type: '', carats: '0.00', value_usd: '' }), row({ production_type: 'ASM', carats: '0.001' }), row({ year: '2006' }), '');
    expect(problems).toEqual([]);
    expect(rows).toEqual([
      { participant: 'BW', year: 2005, half: 1, scale: 'all', declaration: 'production', milliCarats: 12_500, usdCents: 725 },
      { participant: 'BW', year: 2005, half: 2, scale: 'all', declaration: 'nil', milliCarats: 0, usdCents: 0 },
      { participant: 'BW', year: 2005, half: 1, scale: 'ASM', declaration: 'production', milliCarats: 1, usdCents: 725 },
    ]);
  });

  it('keeps every row of a repeated key; the last one stands', async () => {
    const { rows } = await reading(HEADING, row({ carats: '1' }), row({ half: '2' }), row({ carats: '3' }));
    expect(rows).toHaveLength(3);
    expect(standing(rows).map((one) => [returnIdOf(one), one.milliCarats])).toEqual([['BW-2005-H1-all', 3_000], ['BW-2005-H2-all', 12_500]]);
  });

  it.each([
    ['more than three decimals', { carats: '1.0005' }, 'Row 3, column carats: "1.0005" is not a plain decimal number with at most three decimals.'],
    ['an exponent', { carats: '1e3' }, 'Row 3, column carats'],
    ['Arabic digits', { carats: '١٢' }, 'Row 3, column carats'],
    ['full-width digits', { value_usd: '１２' }, 'Row 3, column value_usd'],
    ['a sign', { value_usd: '-1' }, 'Row 3, column value_usd'],
    ['a number beyond 2^53', { carats: '9007199254740993' }, 'Row 3, column carats'],
    ['a half that is none', { half: '3' }, 'Row 3, column half'],
    ['a year in other digits', { year: '２００５' }, 'Row 3, column year'],
    ['a declaration that is none', { declaration: 'Perhaps' }, 'Row 3, column declaration'],
    ['an unknown kind of production', { production_type: 'toString' }, 'Row 3, column production_type'],
    ['a code in small letters', { iso2: 'bw' }, 'Row 3, column iso2'],
    ['a name with a control character', { participant: 'Bots\u0007wana' }, 'Row 3, column participant'],
    ['a nil return with carats', { declaration: 'No Production' }, 'Row 3, column carats'],
    ['a production return without carats', { carats: '0' }, 'Row 3, column carats'],
  ])('names row and column of %s, and reads on', async (_, over, said) => {
    const { rows, problems } = await reading(HEADING, row(), row(over), row({ half: '2' }));
    expect(problems).toEqual([expect.stringContaining(said)]);
    expect(rows.map(({ half }) => half)).toEqual([1, 2]);
  });

  it('loses nothing before a cut in the middle of a line', async () => {
    const many = Array.from({ length: 100 }, () => row());
    const { rows, problems } = await reading(HEADING, ...many, row().slice(0, 30));
    expect(rows).toHaveLength(100);
    expect(problems).toEqual([expect.stringContaining('Row 102: it has 6 fields, the heading has 9')]);
  });

  it('loses nothing before a quotation mark that is never closed', async () => {
    const { rows, problems } = await reading(HEADING, row(), row({ half: '2', source: '"cut here' }));
    expect(rows).toHaveLength(1);
    expect(problems).toEqual([expect.stringContaining('Row 3: a quotation mark is not closed')]);
  });

  it('loses nothing before a row that never ends', async () => {
    const { rows, problems } = await reading(HEADING, row(), row({ source: `"${'x'.repeat(100_000)}` }), row());
    expect(rows).toHaveLength(1);
    expect(problems).toEqual([expect.stringContaining('Row 3: ')]);
  });

  it('tells of the first hundred rows that cannot be read, and counts the rest', async () => {
    const lines = [HEADING, row(), ...Array.from({ length: 500 }, () => row({ carats: 'x' }))];
    const { returns, problems, problemCount } = await readReturns(Readable.from([Buffer.from(lines.join('\n'))]), 2005, 'test');
    expect([returns.rows.length, problems.length, problemCount]).toEqual([1, 100, 500]);
  });

  it('must have the columns, and rows of the year', async () => {
    await expect(reading('iso2,year', 'BW,2005')).rejects.toThrow('The heading lacks the columns participant, half');
    await expect(reading(`${HEADING},year`, row())).rejects.toThrow('twice');
    await expect(reading('')).rejects.toThrow('no heading');
    await expect(reading(HEADING, row({ year: '2006' }), row({ year: '2004' }))).rejects.toThrow('The file has no returns of 2005. It has 2004, 2006.');
    await expect(readReturnsFile('/nowhere/returns.csv', 2005)).rejects.toThrow('ENOENT');
    await expect(reading('')).rejects.toBeInstanceOf(ReturnsFileError);
  });

  if (existsSync(PUBLISHED)) {
    it('of 2005 is the table that is built in', async () => {
      const { returns, problems } = await readReturnsFile(PUBLISHED, 2005);
      expect(problems).toEqual([]);
      expect(returns2005.rows).toEqual(returns.rows);
    });
  } else process.stderr.write(`The published returns are not at ${PUBLISHED}: the built-in table was not compared.\n`);
});

describe('the built-in returns', () => {
  it('are 49 rows of 26 Participants, 22 of them producers, 176,701,080.67 ct', () => {
    expect(returns2005.rows).toHaveLength(49);
    expect(new Set(returns2005.rows.map(({ participant }) => participant)).size).toBe(26);
    expect(new Set(returns2005.rows.filter(({ milliCarats }) => milliCarats > 0).map(({ participant }) => participant)).size).toBe(22);
    expect(returns2005.rows.reduce((sum, { milliCarats }) => sum + milliCarats, 0)).toBe(176_701_080_670);
    expect(returns2005.rows.reduce((sum, { usdCents }) => sum + usdCents, 0)).toBe(1_160_593_189_485);
  });
});
