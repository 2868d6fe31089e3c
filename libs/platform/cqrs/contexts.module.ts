import { Module, type DynamicModule } from '@nestjs/common';
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import { EventStore } from '#platform/event-store';
import { Past, Projection } from '#platform/read-models';
import type { Buses } from './buses.ts';
import { Checkpoints } from './checkpoints.ts';
import { Importer } from './importer.ts';
import { Ledger } from './ledger.ts';
import { Outlook } from './outlook.ts';
import { Reactor } from './reactor.ts';
import { Watcher } from './watcher.ts';

/**
 * Puts every command, every view and every inquiry of the contexts on the buses. EventStore, Checkpoints, RowStore, Projection and Past are provided
 * by a global module of the app; the app starts the reactor, the projection and the watcher once it is composed.
 */
@Module({})
export class ContextsModule {
  static of(buses: Buses): DynamicModule {
    const providers = [
      { provide: Ledger, useFactory: (events: EventStore) => new Ledger(events), inject: [EventStore] },
      {
        provide: Reactor, inject: [EventStore, Checkpoints, Ledger],
        useFactory: (events: EventStore, checkpoints: Checkpoints, ledger: Ledger) => new Reactor(events, checkpoints, ledger, buses),
      },
      { provide: Watcher, useFactory: (projection: Projection, ledger: Ledger) => new Watcher(projection, ledger, buses.watches), inject: [Projection, Ledger] },
      { provide: Outlook, useFactory: (projection: Projection, past: Past, events: EventStore) => new Outlook(projection, past, events), inject: [Projection, Past, EventStore] },
      { provide: Importer, useFactory: (bus: CommandBus) => new Importer(bus, buses), inject: [CommandBus] },
      ...[...buses.commands, ...buses.queries, ...buses.inquiries].map(({ handler }) => handler),
    ];
    return { module: ContextsModule, imports: [CqrsModule.forRoot()], providers, exports: [CqrsModule, Ledger, Reactor, Watcher, Importer] };
  }
}
