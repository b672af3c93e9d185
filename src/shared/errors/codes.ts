/** @file Every error Fettle knows, once: its kind, and whether trying again may help. */

/** `expected`: the user can act; `cancelled`: never shown; `bug`: ours. */
export type ErrorKind = 'expected' | 'cancelled' | 'bug'

interface CodeInfo {
  readonly kind: ErrorKind
  readonly isRetryable: boolean
}

const expected: CodeInfo = { kind: 'expected', isRetryable: false }
const retryable: CodeInfo = { kind: 'expected', isRetryable: true }
const bug: CodeInfo = { kind: 'bug', isRetryable: false }

/** The details each code carries are named beside it; the renderer words them. */
export const ERROR_CODES = {
  'app/cancelled': { kind: 'cancelled', isRetryable: true },
  /** The core process died and is being started again. */
  'app/core-restarted': retryable,
  'app/not-found': expected, // what, id
  'bug/invariant': bug, // message
  'bug/unexpected': bug, // message
  'contract/bad-request': bug, // channel, issue
  'contract/unknown-channel': bug, // channel
  'file/too-large': expected, // sizeBytes, limitBytes
  'file/unreadable': retryable, // name
  'file/disk-full': retryable,
  'archive/bomb': expected, // name, ratio
  'archive/broken': expected, // name
  'archive/too-large': expected, // name, limitBytes
  'archive/too-many-files': expected, // name, limit
  'dataset/not-a-table': expected, // name, content ('binary' where nothing of it is text)
  'dataset/broken-file': expected, // name, format
  'dataset/no-such-sheet': expected, // name, sheet
  'dataset/empty': expected, // name
  'dataset/no-rows': expected, // name
  'dataset/one-picture': expected, // name
  'dataset/parse-failed': expected, // name, line, cause
  'dataset/too-many-columns': expected, // count, limit
  'dataset/too-many-rows': expected, // limit
  'dataset/one-column': expected, // name
  'dataset/unknown-column': expected, // column
  'dataset/no-target': expected,
  'dataset/no-inputs': expected,
  'dataset/target-constant': expected, // column, value
  'dataset/target-missing': expected, // column
  'dataset/target-not-number': expected, // column, value
  'dataset/target-many-classes': expected, // column, count, limit
  'dataset/target-not-binary': expected, // column, count
  'dataset/empty-split': expected, // part
  'dataset/empty-fold': expected, // fold, part
  'dataset/no-split-column': expected,
  'dataset/too-few-groups': expected, // column, count, needed
  'dataset/too-many-groups': expected, // column, count, limit
  'dataset/series-split': expected,
  'dataset/series-too-short': expected, // count, needed
  'dataset/too-few-rows': expected, // count
  'dataset/all-missing': expected, // column
  'dataset/missing-cell': expected, // column, row
  'dataset/bad-correction': expected, // row, value
  'dataset/no-such-row': expected, // row
  'dataset/not-corrected': expected, // row
  /** Grad-CAM of a network that makes no pictures. */
  'explain/no-pictures': expected,
  'explain/no-metric': expected, // metric
  'explain/sealed': expected,
  /** A row cannot be typed where windows or pictures are read. */
  'explain/no-columns': expected,
  /** A sample, or the part of one, whose data nobody may ship or make. */
  'sample/own-data-needed': expected,
  /** Its model begins with a network that was trained elsewhere. */
  'sample/backbone-needed': expected,
  /** The network gives no rows back, or makes none. */
  'studio/no-reconstruction': expected,
  'studio/no-generator': expected,
  /** No browser of the Chromium family is installed. */
  'report/no-printer': expected,
  'report/not-printed': retryable, // program
  'export/not-in-tfjs': expected, // layer, kind
  /** Texts, series and pictures with faces looked for need more than a small predictor. */
  'export/no-predictor': expected,
  'export/no-tensorflow': expected, // program
  'export/tensorflow-failed': retryable, // message
  'serving/already': expected,
  'serving/bad-body': expected,
  'serving/busy': retryable,
  'serving/port-taken': expected, // port
  'serving/too-large': expected, // limitBytes
  'serving/too-many-rows': expected, // limit
  'serving/unknown-kind': expected, // kind
  'monitoring/too-few-rows': expected,
  'monitoring/labels-do-not-match': expected, // rows, kept
  'monitoring/no-table': expected,
  'project/not-a-file': expected, // name
  'project/broken-file': expected, // name, what
  'recipe/filter-value': expected, // step, column, value
  'recipe/past-step-late': expected, // step
  'recipe/smote-inputs': expected, // step
  'recipe/too-many-columns': expected, // step, count, limit
  'recipe/too-large': expected, // column
  'keras/unreadable': expected, // cause: noJson, noModel, noLayers or noOutput
  'keras/unknown-layer': expected, // layer, className
  'keras/unsupported-setting': expected, // layer, setting, value
  'keras/shared-layer': expected, // layer
  'keras/several-outputs': expected, // layers
  'keras/broken-graph': expected, // layer
  'keras/too-many-layers': expected, // count, limit
  'keras/not-exportable': expected, // layer, kind
  /** Two networks that are trained against each other have no script, nor has a network that begins with a trained one. */
  'code/adversarial': expected,
  'code/backbone': expected,
  'code/embedding': expected,
  /** A network with more numbers than one can look at. */
  'example/too-large': expected, // count, limit
  'example/no-target': expected,
  'example/wrong-count': expected, // name
  'backbone/no-weights': expected, // layer
  'backbone/no-network': expected, // name
  'backbone/weights-alone': expected, // name
  'backbone/missing-file': expected, // name
  'backbone/onnx-type': expected, // name, type
  'backbone/onnx-size': expected, // name, shape
  'backbone/onnx-rows': expected, // rows
  'backbone/onnx-operator': expected, // operators, version
  'backbone/onnx-elsewhere': expected, // what
  'backbone/onnx-frozen': expected, // name
  'backbone/onnx-no-slope': expected,
  'backbone/onnx-failed': expected, // message
  'backbone/weights-differ': expected, // layer, expected, found
  'backbone/several-inputs': expected, // name
  'backbone/unknown': expected, // name
  'model/invalid': expected, // the first diagnostic: path
  'space/constraint-name': expected, // constraint, position (from 1), name, nearest
  'space/constraint-syntax': expected, // constraint, position (from 1), found
  'space/constraint-type': expected, // constraint, position (from 1), expected, found: number, text, boolean
  'space/invalid': expected, // parameter
  'space/file-invalid': expected, // parameter, problem
  'trial/command-failed': expected, // exit, words
  'trial/command-gap': expected, // name
  'trial/command-late': expected, // seconds
  'trial/command-missing': expected, // program
  'trial/command-silent': expected, // metric
  'study/wrong-state': expected, // state
  'study/runs-command': expected,
  'study/nothing-trained': expected,
  'study/test-sealed': expected,
  'study/test-already-open': expected, // trialNumber
  'foreign/unreadable': expected, // name
  'foreign/several-studies': expected, // name, studies
  'foreign/no-study': expected, // name, study, studies
  'trial/no-weights': expected, // number
  'training/diverged': expected, // step
  'training/negative-target': expected,
  'training/out-of-memory': retryable,
  'engine/broken': expected, // message
  'engine/broken-wheel': expected, // name
  'engine/busy': retryable,
  'engine/cut-off': retryable, // name
  'engine/no-access': expected, // host, status
  'engine/no-framework': expected, // file
  'engine/no-space': retryable, // neededBytes, freeBytes
  'engine/no-wheel': expected, // name, platform
  'engine/no-wheel-in-folder': expected, // name, folder
  'engine/none': expected,
  'engine/not-for-platform': expected, // platform
  'engine/not-found': expected, // folder
  'engine/offline': retryable, // host, message
  'engine/other-wheel': expected, // file, name, platform
  'engine/too-old': expected, // version, needed
  'engine/wrong-architecture': expected, // file
  'engine/wrong-checksum': retryable, // name
  /** A learning rate has no test where two networks are trained against each other. */
  'diagnosis/two-networks': expected,
  /** The trial has changed since, and with it what is said of it. */
  'diagnosis/gone': expected,
  /** Two networks that play against each other are not made smaller. */
  'compression/two-networks': expected,
  /** What gives rows back has no answers that a student could learn. */
  'compression/no-teacher': expected,
  /** The student does not fit the data, or its own layers. */
  'compression/no-student': expected,
  'training/over-memory': retryable, // neededBytes, availableBytes
  'training/no-device': expected, // device
  'training/worker-crashed': retryable, // exit
  'training/worker-hung': retryable, // seconds
  'training/failed': expected, // message
  'training/core-died': retryable,
  /** Rows are compared by classes that a model learnt. */
  'match/no-classes': expected,
  /** An embedding has neighbours, not answers. */
  'predict/matches': expected,
  'predict/not-a-number': expected, // column, value
  'predict/missing-column': expected, // column
  'predict/missing-cell': expected, // column
  'predict/not-a-picture': expected, // column
  'predict/too-few-rows': expected, // lookback
  'predict/no-target': expected,
  'store/locked': retryable, // path
  'store/corrupt': expected, // path, backup
  'store/newer-schema': expected, // found, known
  'store/read-only': expected, // path
} as const satisfies Record<string, CodeInfo>

export type ErrorCode = keyof typeof ERROR_CODES

/** @returns whether a text is a code of the table. */
export function isErrorCode(text: string): text is ErrorCode {
  return Object.hasOwn(ERROR_CODES, text)
}
