/** @file A script with all that it reads: prepared rows, the order of the batches, first weights, and the losses to meet. */
import type { CodeFramework } from '../../../shared/domain/code'
import type { NamedWeights } from '../backends/onnx/emitPredict'
import { planModel } from '../compile/modelPlan'
import { toKerasWeights } from '../keras/kerasWeights'
import { encodeNpy, type ArrayValues } from './npy'
import type { CodeRequest } from './request'
import { dataName, describeRemarks, weightFile } from './scriptFacts'
import { writeCode } from './writeCode'

/** Rows of a part of the data, as they are prepared. */
export interface CodeRows {
  readonly rows: number
  /** By the names of the inputs; row-major. */
  readonly inputs: Readonly<Record<string, ArrayValues>>
  /** Class index, or scaled number. */
  readonly y: Float32Array
  /** What the loss of every row is multiplied with. */
  readonly weights?: Float32Array
}

export interface CodeRun {
  readonly train: CodeRows
  readonly validation: CodeRows
  /** Rows in the order in which they are trained on, an epoch after the other. */
  readonly order: Int32Array
  /** Before the first step. */
  readonly weights: NamedWeights
  /** Of the trial, epoch by epoch. */
  readonly losses: readonly { readonly train: number; readonly validation: number }[]
}

export interface CodeFile {
  readonly path: string
  readonly bytes: Uint8Array
}

/** @returns every file of the folder, the script first. @throws {code/adversarial} @throws {code/backbone} */
export function codeFiles(request: CodeRequest, run: CodeRun): CodeFile[] {
  const { fileName, text, remarks } = writeCode(request)
  const notes = describeRemarks(remarks)
  return [
    textFile(fileName, text),
    ...setupFiles(request.framework),
    textFile('README.md', readme(request, notes)),
    textFile('fettle.json', `${JSON.stringify({ title: request.title, epochs: run.losses }, null, 2)}\n`),
    ...dataFiles(request, run),
    ...weightFiles(request, run),
  ]
}

function textFile(path: string, text: string): CodeFile {
  return { path, bytes: encodeText(text) }
}

/** UTF-8, which no pure folder has a word for. */
function encodeText(text: string): Uint8Array {
  const plain = unescapeUtf8(encodeURIComponent(text))
  return Uint8Array.from(plain)
}

function unescapeUtf8(encoded: string): number[] {
  const bytes: number[] = []
  for (let at = 0; at < encoded.length; at++) {
    const isEscape = encoded[at] === '%'
    bytes.push(isEscape ? Number.parseInt(encoded.slice(at + 1, at + 3), 16) : encoded.charCodeAt(at))
    if (isEscape) at += 2
  }
  return bytes
}

/** What has to be there before the script runs, in the words of each package manager. */
const SETUPS: Readonly<
  Record<CodeFramework, { readonly files: readonly [string, string][]; readonly steps: string }>
> = {
  keras: {
    files: [['requirements.txt', 'keras>=3.5\ntensorflow>=2.18\nnumpy>=2\n']],
    steps: 'pip install -r requirements.txt\npython train.py',
  },
  pytorch: {
    files: [['requirements.txt', 'torch>=2.4\nnumpy>=2\n']],
    steps: 'pip install -r requirements.txt\npython train.py',
  },
  tfjs: {
    files: [
      [
        'package.json',
        `${JSON.stringify(
          {
            name: 'fettle-training',
            private: true,
            type: 'module',
            engines: { node: '>=22.18' },
            dependencies: {
              '@tensorflow/tfjs-backend-cpu': '^4.22.0',
              '@tensorflow/tfjs-core': '^4.22.0',
              '@tensorflow/tfjs-layers': '^4.22.0',
            },
          },
          null,
          2,
        )}\n`,
      ],
    ],
    steps: 'npm install\nnode train.ts',
  },
}

function setupFiles(framework: CodeFramework): CodeFile[] {
  return SETUPS[framework].files.map(([path, text]) => textFile(path, text))
}

function readme({ framework, title, epochs, seed }: CodeRequest, notes: readonly string[]): string {
  return [
    `# ${title}`,
    '',
    `The model and its training as Fettle trained them: ${epochs} epochs, seed ${seed}.`,
    '',
    '```',
    SETUPS[framework].steps,
    '```',
    '',
    'The script prints the losses of every epoch beside those of the trial, and writes its own to `losses.json`.',
    '',
    '- `data/`: the prepared rows of the first fold. The sealed test rows are not among them. `order.npy` holds the rows of',
    '  every epoch in the order in which they are trained on.',
    '- `weights/`: the first weights, before any step.',
    '- `fettle.json`: the losses of the trial.',
    ...(notes.length > 0 ? ['', ...notes] : []),
    '',
  ].join('\n')
}

function dataFiles(request: CodeRequest, run: CodeRun): CodeFile[] {
  const { inputs } = planModel(request)
  const parts = (['train', 'validation'] as const).flatMap((part) => {
    const { rows, inputs: values, y } = run[part]
    return [
      ...inputs.map(({ name, shape }) =>
        arrayFile(dataName(part, name), [rows, ...shape], values[name] ?? new Float32Array()),
      ),
      arrayFile(dataName(part, 'y'), [y.length], y),
    ]
  })
  const { weights, rows } = run.train
  const perEpoch = [Math.round(run.order.length / Math.max(1, rows)), rows]
  return [
    ...parts,
    ...(weights ? [arrayFile('data/train.weights', [rows], weights)] : []),
    arrayFile('data/order', perEpoch, run.order),
  ]
}

function arrayFile(name: string, shape: readonly number[], values: ArrayValues): CodeFile {
  return { path: `${name}.npy`, bytes: encodeNpy(shape, values) }
}

/** Keras has its own layout and names, a file a tensor of a layer; elsewhere they are as Fettle has them. */
function weightFiles(request: CodeRequest, { weights }: CodeRun): CodeFile[] {
  if (request.framework !== 'keras') {
    return [...weights].map(([name, { shape, values }]) => arrayFile(weightFile(name), shape, values))
  }
  return Object.entries(toKerasWeights(request, weights)).flatMap(([layer, tensors]) =>
    tensors.map((values, index) => arrayFile(`weights/${layer}.${index}`, [values.length], values)),
  )
}
