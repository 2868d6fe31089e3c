import { Controller, Get, Req, Res, type Type } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Open } from '#platform/access';
import type { Buses } from '#platform/cqrs';
import { kebab } from './addresses.ts';
import { COMMON_PROBLEMS, Trouble, statusOf } from './problem.ts';
import type { Reply, Request } from './wire.ts';

/** What a page says of one problem: its status, its title, and what it means or cites. */
type Page = Readonly<{ status: number; title: string; lines: readonly string[] }>;

/** Every problem that the `type` of an answer can name. Deciders may share a code; the page then shows each. */
const pagesOf = ({ commands }: Buses): ReadonlyMap<string, Page> => {
  const pages = new Map<string, Page>(COMMON_PROBLEMS.map(([status, name, title, advice]) => [name, { status, title, lines: [advice] }]));
  for (const { context, decider } of new Map(commands.map((one) => [one.decider, one])).values()) {
    for (const refusal of Object.values(decider.refusals)) {
      const { refused, says, cites } = refusal;
      const before = pages.get(kebab(refused))?.lines ?? [];
      pages.set(kebab(refused), { status: statusOf(refusal), title: refused, lines: [...before, `${context.name}, ${decider.noun}: ${says} (${cites})`] });
    }
  }
  return pages;
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const html = ({ status, title, lines }: Page): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escaped(title)}</title><h1>${escaped(title)}</h1><p>Status ${status}</p>${
    lines.map((line) => `<p>${escaped(line)}</p>`).join('')}<p><a href="/docs">All operations</a></p></html>`;

/** GET /problems/not-holder: the page that the `type` of a problem points to. It holds what the rules say, nothing of the ledger. */
export const problemPages = (buses: Buses): Type => {
  const pages = pagesOf(buses);

  @Controller('problems')
  @ApiExcludeController()
  @Open()
  class ProblemPages {
    @Get(':name')
    page(@Req() request: Request, @Res() reply: Reply): void {
      const page = pages.get(request.params['name']!);
      if (!page) throw new Trouble('not-found');
      reply.header('content-type', 'text/html; charset=utf-8').send(html(page));
    }
  }
  return ProblemPages;
};
