import type { DatasetVersion } from '../../../shared/domain/dataset'
import type { FittedRecipe } from '../../../shared/domain/fittedRecipe'
import { AppError } from '../../../shared/errors/appError'
import type { RawInput } from '../../compiler'
import { readsEarlierRows, toPredictFields } from '../results/predictFields'
import { PYTHON_PREDICTOR } from './pythonPredictor'
import { PYTHON_TEXTS } from './pythonTexts'
import { SCRIPT_PREDICTOR } from './scriptPredictor'
import { SCRIPT_TEXTS } from './scriptTexts'
import { describeTextReader, type TextInput } from './textReader'

export interface ExportedFile {
  /** Within the folder, with `/`. */
  readonly path: string
  readonly bytes: Uint8Array
}

export interface PredictorModel {
  readonly title: string
  readonly onnx: Uint8Array
  readonly inputs: readonly RawInput[]
  readonly fitted: FittedRecipe
  readonly version: DatasetVersion
}

/** @throws {export/no-predictor} for series, pictures in which something is looked for, and rows that are made. */
export function predictorFolder(model: PredictorModel): ExportedFile[] {
  const { onnx, inputs, fitted } = model
  if (readsEarlierRows(fitted) || !inputs.every(isPlain)) throw new AppError('export/no-predictor')
  const hasPictures = inputs.some(({ kind }) => kind === 'picture')
  const hasTexts = inputs.some(isText)
  const example = exampleOf(model)
  return [
    { path: 'model.onnx', bytes: onnx },
    textFile('schema.json', toJson(schemaOf(model))),
    textFile('example.json', toJson([example])),
    textFile('predict.py', PYTHON_PREDICTOR),
    textFile('requirements.txt', `onnxruntime>=1.20\nnumpy>=2\n${hasPictures ? 'pillow>=11\n' : ''}`),
    textFile('predict.ts', SCRIPT_PREDICTOR),
    textFile('package.json', toJson(packageOf(hasPictures))),
    textFile('README.md', readmeOf(model, hasPictures)),
    ...(hasTexts ? [textFile('texts.py', PYTHON_TEXTS), textFile('texts.ts', SCRIPT_TEXTS)] : []),
  ]
}

/** What the two programs know how to make. */
function isPlain(input: RawInput): boolean {
  if (input.kind === 'picture') return !('focus' in input.geometry && input.geometry.focus)
  return input.kind !== 'tensor'
}

function isText(input: RawInput): input is TextInput {
  return input.kind === 'tokens' || input.kind === 'terms'
}

function schemaOf({ inputs, fitted, version }: PredictorModel): object {
  const { delimiter, decimal, missing } = version.plan.dialect
  const { output, target, reads } = fitted
  const kinds = new Map(reads.map((read) => [read.column, read]))
  return {
    target,
    answer: output.kind === 'classes' ? 'class' : 'number',
    labels: output.kind === 'classes' ? output.labels : [],
    inputs: inputs.map((input) => {
      const { input: name, column, kind } = input
      const categories = kinds.get(column)?.categories.filter((category) => category !== '') ?? []
      return {
        ...{ input: name, column, kind },
        ...(kind === 'category' ? { categories } : {}),
        ...(kind === 'picture' ? { geometry: input.geometry } : {}),
        ...(isText(input) ? { reader: describeTextReader(input, fitted) } : {}),
      }
    }),
    required: reads.filter(({ isRequired }) => isRequired).map(({ column }) => column),
    ...{ delimiter, decimal, missing },
  }
}

function exampleOf({ fitted, version }: PredictorModel): Readonly<Record<string, string | null>> {
  const fields = toPredictFields(fitted, version)
  return Object.fromEntries(fields.map(({ column, example }) => [column, example]))
}

function packageOf(hasPictures: boolean): object {
  return {
    ...{ name: 'fettle-predictor', private: true, type: 'module', engines: { node: '>=22.18' } },
    scripts: { predict: 'node predict.ts' },
    dependencies: { 'onnxruntime-node': '^1.24.0', ...(hasPictures ? { sharp: '^0.35.0' } : {}) },
  }
}

function readmeOf({ title, fitted, inputs }: PredictorModel, hasPictures: boolean): string {
  const rows = hasPictures ? 'picture.jpg' : 'example.json'
  return [
    `# ${title}`,
    '',
    `Predicts \`${fitted.target}\` with \`model.onnx\`, which holds the network and its preprocessing.`,
    '',
    '```',
    `npm install && node predict.ts ${rows}`,
    `pip install -r requirements.txt && python predict.py ${rows}`,
    '```',
    '',
    'Both read CSV, JSON lines or a JSON list (`-`: standard input) and print one JSON object a row.',
    ...(hasPictures
      ? [
          'Pictures are named in a column, relative to the file that names them, or given alone.',
          'Each language has its own library to resize them: the last digits of the answers differ.',
        ]
      : []),
    ...(inputs.some(isText) ? ['Texts are cut as in training, by \`texts.ts\` and \`texts.py\`.'] : []),
    'Dates are written 2024-12-31. A row that lacks a required cell has the value null and says which cell is missing.',
    '',
    `Reads: ${inputs.map(({ column, kind }) => `\`${column}\` (${kind})`).join(', ')}. See \`schema.json\`.`,
    '',
  ].join('\n')
}

export function textFile(path: string, text: string): ExportedFile {
  return { path, bytes: Buffer.from(text) }
}

export function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
