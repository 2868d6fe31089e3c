import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { Buses } from '#platform/cqrs';
import { schemasOf } from './schemas.ts';

const DESCRIPTION = `The custody ledger for rough diamonds: from mine to export, provable.

Weights are whole numbers of 0.001 ct (\`…MilliCarats\`), money is whole cents (\`…UsdCents\`). Send an \`Idempotency-Key\` with every command, and repeat a
command with its key when you did not see the answer. You see your own writes at once; to wait for somebody else’s, send the position of its receipt as \`Min-Position\`.`;

/** OpenAPI 3.1 from the routes and from the classes that the ledger itself checks with. */
export const documentOf = (app: INestApplication, buses: Buses): OpenAPIObject => {
  const about = new DocumentBuilder().setTitle('Kimberlite').setDescription(DESCRIPTION).setVersion('0.1.0').setOpenAPIVersion('3.1.0')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'opaque', description: 'A token made by `kimberlite token create`.' });
  const document = SwaggerModule.createDocument(app, about.build());
  return { ...document, components: { ...document.components, schemas: schemasOf(buses) as NonNullable<OpenAPIObject['components']>['schemas'] & object } };
};
