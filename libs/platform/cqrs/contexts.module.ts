import { Module, type DynamicModule } from '@nestjs/common';
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import { EventStore } from '#platform/event-store';
import type { Buses } from './buses.ts';
import { Checkpoints } from './checkpoints.ts';
import { Importer } from './importer.ts';
import { Ledger } from './ledger.ts';
import { Reactor } from './reactor.ts';

/**
 * Puts every command and every view of the contexts on the buses. EventStore, Checkpoints, RowStore and Projection are provided
 * by a global module of the app; the app starts the reactor and the projection once it is composed.
 */
@Module({})
export class ContextsModule {
  static of(buses: Buses): DynamicModule {
    const providers = [
      { provide: Ledger, useFactory: (events: EventStore) => new Ledger(events), inject: [EventStore] },
      {
        provide: Reactor, inject: [EventStore, Checkpoints, Ledger],
        useFactory: (events: EventStore, checkpoints: Checkpoints, ledger: Ledger) => new Reactor(events, checkpoints, ledger, buses.reactions),
      },
      { provide: Importer, useFactory: (bus: CommandBus) => new Importer(bus, buses), inject: [CommandBus] },
      ...[...buses.commands, ...buses.queries].map(({ handler }) => handler),
    ];
    return { module: ContextsModule, imports: [CqrsModule.forRoot()], providers, exports: [CqrsModule, Ledger, Reactor, Importer] };
  }
}
