import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { Checkpoints, Lease } from './checkpoints.ts';

/** How often it is looked whether a piece of work is free, and whether one’s own is still one’s own. */
const LOOK_EVERY_MS = 500;
/** How long all work together may take to end. What hangs then ends with the process: others find its place, and what it still says is refused. */
const ENDING_MS = 10_000;

/**
 * What only one process may do at a time: how it begins, and how it ends. `end` may be called of what never began. `key`: who does other work under the same
 * name, for another version of the views, does not stand in the way.
 */
export type Work = Readonly<{ work: string; key?: string; begin: (lease: Lease) => Promise<void>; end: () => Promise<void> }>;

/** Is a piece of work done here? `sinceMs`: since when. `failure`: why it could not be taken or begun. */
export type Duty = Readonly<{ work: string; held: boolean; token?: number; sinceMs?: number; failure?: string }>;

type Post = { readonly work: Work; lease: Lease | undefined; sinceMs: number; failure: string | undefined; looking: Promise<void> | undefined };

/** Who this process is, for people who ask who has the work. */
export const holderName = (): string => `${hostname()}/${process.pid}`;

/**
 * Takes every piece of work that nobody does, and does it until it is told to stop, or has lost it. Several processes may stand by: one works, the others wait
 * and take over within half a second of its end. No piece of work waits for another: one that hangs keeps none from being taken, or ended.
 */
export class Duties {
  private readonly log = new Logger('Duties');
  private readonly posts: readonly Post[];
  private timer: NodeJS.Timeout | undefined;
  private stopped = true;

  /** @param endingMs how long all work together may take to end */
  constructor(private readonly checkpoints: Pick<Checkpoints, 'take'>, works: readonly Work[], private readonly holder = holderName(), private readonly endingMs = ENDING_MS) {
    this.posts = works.map((work) => ({ work, lease: undefined, sinceMs: 0, failure: undefined, looking: undefined }));
  }

  /** Takes what is free now, and goes on looking. @throws if what was taken could not be begun */
  async start(everyMs = LOOK_EVERY_MS): Promise<void> {
    this.stopped = false;
    this.timer = setInterval(() => { void this.look(); }, everyMs).unref();
    await this.look();
    const failed = this.posts.find(({ failure }) => failure !== undefined);
    if (failed) throw new Error(`${failed.work.work}: ${failed.failure}`);
  }

  /** Ends all work that is done here, and lets others have it. What does not end in time is left to its fate, and named in the log. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    const ending = new Set([...this.posts].reverse());
    const ended = Promise.allSettled([...ending].map((post) => this.finish(post).finally(() => ending.delete(post))));
    const late = new AbortController();
    await Promise.race([ended, pause(this.endingMs, undefined, { signal: late.signal }).catch(() => {})]);
    late.abort();
    for (const { work: { work } } of ending) this.log.warn(`${work} did not end within ${this.endingMs} ms, and is not waited for.`);
  }

  status(): readonly Duty[] {
    return this.posts.map(({ work: { work }, lease, sinceMs, failure }) => (
      { work, held: lease?.isHeld() ?? false, ...(lease && { token: lease.token, sinceMs }), ...(failure !== undefined && { failure }) }));
  }

  /** Looks at every piece of work once. Never fails: the status tells. */
  async look(): Promise<void> { await Promise.all(this.posts.map((post) => this.lookAt(post))); }

  private lookAt(post: Post): Promise<void> {
    post.looking ??= this.one(post).finally(() => { post.looking = undefined; });
    return post.looking;
  }

  /** What was lost is for others first: it is taken again at the next look, if it is free then. */
  private async one(post: Post): Promise<void> {
    try {
      if (post.lease && !post.lease.isHeld()) await this.leave(post);
      else if (!post.lease && !this.stopped) await this.enter(post);
      post.failure = undefined;
    } catch (error) {
      this.fail(post, (error as Error).message);
      await this.leave(post).catch(() => {});
    }
  }

  private async finish(post: Post): Promise<void> {
    await post.looking;
    await this.leave(post);
  }

  /** Why is for the log, once: whoever asks how we fare is only told that it is so. */
  private fail(post: Post, failure: string): void {
    if (failure !== post.failure) this.log.error(`${post.work.work}: ${failure}`);
    post.failure = failure;
  }

  private async enter(post: Post): Promise<void> {
    const { work, key = work } = post.work;
    const lease = await this.checkpoints.take(key, this.holder);
    if (!lease) return;
    [post.lease, post.sinceMs] = [lease, Date.now()];
    await post.work.begin(lease);
  }

  private async leave(post: Post): Promise<void> {
    const { lease } = post;
    if (!lease) return;
    post.lease = undefined;
    try {
      await post.work.end();
    } finally {
      await lease.release();
    }
  }
}
