import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { Design, type TemplateId } from '../../../shared/domain/design'

/** Reads a design that new models start from; the templates are shipped as JSON and read by the schema of designs. */
export function readTemplate(resourcesFolder: string, template: TemplateId): Design {
  return v.parse(
    Design,
    JSON.parse(readFileSync(join(resourcesFolder, 'templates', `${template}.json`), 'utf8')),
  )
}
