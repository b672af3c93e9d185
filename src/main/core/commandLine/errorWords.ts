/** @file Every error in one plain English line, for a terminal. The renderer has longer words of its own, in two languages. */
import type { AppError } from '../../../shared/errors/appError'
import type { ErrorCode } from '../../../shared/errors/codes'

/** `{name}` is filled from the details of the error. */
const WORDS: Readonly<Record<ErrorCode, string>> = {
  'app/cancelled': 'Cancelled.',
  'app/core-restarted': 'The core ended and was started again. Please repeat the command.',
  'app/not-found': 'There is no {what} {id}. "fettle studies" lists what there is.',
  'bug/invariant': 'Something went wrong inside Fettle: {message}',
  'bug/unexpected': 'Something went wrong inside Fettle: {message}',
  'contract/bad-request': 'Something went wrong inside Fettle: a bad request on {channel} ({issue}).',
  'contract/unknown-channel': 'Something went wrong inside Fettle: no channel {channel}.',
  'compression/two-networks': 'Two networks that play against each other cannot be made smaller.',
  'compression/no-teacher': 'Only models that predict a target can teach another one.',
  'compression/no-student':
    'The student does not fit the data or its own layers. Choose another share, or a model of the project.',
  'file/too-large': 'The file has {sizeBytes} bytes; {limitBytes} is the limit.',
  'file/unreadable': '{name} cannot be read. Does the file exist, and may it be read?',
  'file/disk-full': 'The disk is full. Free some space and repeat the command.',
  'dataset/not-a-table': '{name} is no table: no delimiter divides its lines into columns.',
  'dataset/empty': '{name} is empty.',
  'dataset/no-rows': '{name} has a header but no rows.',
  'dataset/one-picture':
    '{name} is a single picture. Name the folder that the pictures are in, a folder a class.',
  'dataset/parse-failed': '{name} cannot be read as a table, from line {line} on: {cause}',
  'dataset/too-many-columns': 'The table has {count} columns; {limit} is the limit.',
  'dataset/too-many-rows': 'The table has too many rows for this machine; {limit} fit into its memory.',
  'dataset/one-column': '{name} has one column only; a target and at least one input are needed.',
  'dataset/unknown-column': 'There is no column {column}.',
  'dataset/no-target': 'No column is the target.',
  'dataset/no-inputs': 'No column is left to predict from.',
  'dataset/target-constant':
    'The target {column} has one value only ({value}), so there is nothing to learn.',
  'dataset/target-missing': 'The target {column} is missing in every row.',
  'dataset/target-not-number': 'The target {column} holds {value}, which is no number.',
  'dataset/target-many-classes': 'The target {column} has {count} classes; {limit} is the limit.',
  'dataset/target-not-binary': 'The target {column} has {count} classes, not two.',
  'dataset/empty-split': 'There are too few rows: none is left for the {part} rows.',
  'dataset/too-few-rows': 'There are {count} usable rows, which are too few.',
  'dataset/all-missing': 'The column {column} is missing in every row.',
  'dataset/bad-correction': 'Row {row} cannot have the target "{value}".',
  'dataset/no-such-row': 'There is no row {row}.',
  'dataset/not-corrected': 'Row {row} was not corrected: there is nothing to undo.',
  'explain/no-pictures': 'No layer of this model makes pictures: Grad-CAM has nothing to look at.',
  'explain/no-metric': 'The metric {metric} cannot be told of these rows.',
  'explain/sealed': 'The sealed test rows of this study have not been opened.',
  'explain/no-columns': 'This model reads windows or pictures: single rows cannot be given by their columns.',
  'dataset/missing-cell': 'Row {row} lacks {column}, which this model needs.',
  'sample/backbone-needed':
    'The model of this sample begins with a trained network: "fettle backbone import" brings one in.',
  'backbone/no-weights': 'The weights of the backbone {layer} are gone, or others than they were.',
  'backbone/no-network':
    '{name} holds no network with its weights: a Keras model (.keras, .h5, or its JSON with .weights.h5, .npz or .safetensors), a TF.js layers model (model.json and its shards), or an ONNX file.',
  'backbone/weights-alone':
    '{name} holds weights, but not the layers they belong to: name the JSON that model.to_json() gives beside it, or save the whole model as .keras.',
  'backbone/missing-file': 'The file {name}, which the model needs, is not there.',
  'backbone/onnx-type':
    '"{name}" is of the type {type}; the input, output and weights of a backbone are float32. Export it so.',
  'backbone/onnx-size':
    '"{name}" has the shape {shape}: export the network for one size; only the first axis may be open.',
  'backbone/onnx-rows':
    'The network was written for {rows} row(s) at a time. Export it with an open first axis (dynamic_axes or dynamic_shapes of PyTorch).',
  'backbone/onnx-operator':
    'Operator set 17 has nothing for {operators} (the file is of set {version}). Export with opset_version=17 and standard operators.',
  'backbone/onnx-elsewhere':
    'The model begins with nodes of ONNX, which cannot be written for {what}: a backbone of Keras or TF.js can.',
  'backbone/onnx-frozen': '{name} is made of nodes of ONNX, which stay frozen: leave --unfreeze away.',
  'backbone/onnx-no-slope':
    'The model begins with nodes of ONNX, through which no gradient flows: ask by occlusion or permutation instead.',
  'backbone/onnx-failed': 'ONNX Runtime cannot run the network: {message}',
  'backbone/weights-differ': 'The weights of {layer} have the shape {found}, not {expected}.',
  'backbone/several-inputs': '{name} reads several inputs; a backbone has one.',
  'backbone/unknown': 'There is no backbone called {name}.',
  'archive/bomb':
    '{name} unpacks to more than {ratio} times its size, as no collection of data does. If it is honest, unpack it yourself.',
  'archive/broken': '{name} cannot be unpacked: it is damaged or cut short.',
  'archive/too-large':
    '{name} unpacks to more than {limitBytes} bytes. Unpack it yourself and name a part of it.',
  'archive/too-many-files': '{name} holds more than {limit} files.',
  'dataset/broken-file': '{name} begins like {format}, but could not be read on.',
  'dataset/no-such-sheet': '{name} has no sheet "{sheet}".',
  'dataset/empty-fold': 'The {part} part of fold {fold} has no rows.',
  'dataset/no-split-column': 'Rows are to be divided by a column, and none that the table has is named.',
  'dataset/too-few-groups': 'Column "{column}" has {count} different values; this split needs {needed}.',
  'dataset/too-many-groups':
    'Column "{column}" has {count} different values; at most {limit} can be left out in turn.',
  'dataset/series-split':
    'A series is divided by time, or by a column that says which part a row belongs to.',
  'dataset/series-too-short':
    'The longest stretch of the series has {count} rows; a window and what it predicts take {needed}.',
  'sample/own-data-needed': 'This sample needs data of yours: name a file or folder with --data.',
  'studio/no-reconstruction': 'The trial is of no autoencoder: it gives no rows back.',
  'studio/no-generator': 'The trial is of no generator: it makes no rows.',
  'recipe/filter-value':
    'The step "{step}" compares "{column}" with "{value}", which is no value of that kind.',
  'recipe/past-step-late': 'The step "{step}" looks back and has to come before steps that learn.',
  'recipe/smote-inputs': 'The step "{step}" makes rows between rows, which only figures side by side allow.',
  'recipe/too-large': 'Some figures of "{column}" are too large for a model: scale the column or clip it.',
  'recipe/too-many-columns': 'The step "{step}" would make {count} columns; {limit} are the most.',
  'keras/unreadable': 'This is no model of Keras; write it with model.to_json().',
  'keras/unknown-layer': 'Fettle has no layer like {className}, which the layer {layer} is.',
  'keras/unsupported-setting': 'The layer {layer} has {setting} = {value}, for which Fettle has nothing.',
  'keras/shared-layer': 'The layer {layer} is used more than once; here every layer stands in one place.',
  'keras/several-outputs': 'The model ends in {layers}; a model of Fettle has one output.',
  'keras/broken-graph': 'The layer {layer} of the model is missing, or reads itself in a circle.',
  'keras/too-many-layers': 'The model has {count} layers; {limit} are allowed.',
  'example/no-target':
    'Networks that play against each other, or compare rows, have no loss of a single row.',
  'example/wrong-count': 'What was given for {name} has not as many numbers as the network needs.',
  'example/too-large': 'The network has {count} numbers; {limit} at most can be worked through.',
  'code/embedding': 'A network that learns which rows belong together cannot be written as a script.',
  'code/backbone': 'A network that begins with a trained one cannot be written as a script.',
  'code/adversarial': 'Two networks that are trained against each other cannot be written as a script.',
  'keras/not-exportable': 'Keras itself has no layer like {layer} ({kind}).',
  'model/invalid': 'The model does not fit together, at {path}.',
  'space/constraint-name':
    'Nothing that varies is called "{name}" in the constraint "{constraint}"; the nearest name is "{nearest}".',
  'space/constraint-syntax':
    'The constraint "{constraint}" cannot be read: "{found}" cannot stand at place {position}.',
  'space/constraint-type':
    'In the constraint "{constraint}", place {position} is of the kind {found} where {expected} is wanted.',
  'space/invalid': 'The range of {parameter} cannot be searched.',
  'space/file-invalid': 'The search space cannot be used: "{parameter}" {problem}.',
  'trial/command-failed': 'The program ended with {exit}: {words}',
  'trial/command-gap': 'The command names "{name}", which this trial has no value for.',
  'trial/command-late': 'The program took longer than {seconds} seconds.',
  'trial/command-missing': '{program} cannot be started. Is it installed, and is the folder there?',
  'trial/command-silent':
    'The program ended without telling {metric}. It should print lines such as {"{metric}": 0.12}.',
  'study/runs-command':
    'The trials of this study are runs of a program: it has no model and no data of Fettle.',
  'study/wrong-state': 'This cannot be done while the study is {state}.',
  'study/nothing-trained': 'No trial of this study has been completed yet.',
  'study/test-sealed': 'The test rows of this study are still sealed.',
  'study/test-already-open': 'The test rows were opened already, for trial {trialNumber}.',
  'foreign/unreadable':
    '{name} holds no results that can be read: a CSV, a database or journal of Optuna, or a folder of KerasTuner.',
  'foreign/several-studies': '{name} holds several studies: {studies}. Name one of them.',
  'foreign/no-study': '{name} holds no study "{study}", but {studies}.',
  'trial/no-weights': 'Trial {number} has no trained weights.',
  'training/diverged': 'The loss was no number any more after epoch {step}.',
  'training/negative-target': 'A Poisson loss counts, but the target has negative values.',
  'training/out-of-memory': 'There was not enough memory.',
  'diagnosis/two-networks': 'Two networks that are trained against each other have no such test.',
  'diagnosis/gone': 'The trial has gone on since, and its diagnosis is another one now. Please look again.',
  'training/over-memory':
    'This training would need {neededBytes} bytes of memory; {availableBytes} may be used. It was not begun.',
  'training/no-device': 'This machine has nothing that {device} could run on.',
  'training/worker-crashed': 'The training process ended unexpectedly ({exit}).',
  'training/worker-hung': 'The training process did not answer for {seconds} s.',
  'training/failed': 'The training failed: {message}',
  'training/core-died': 'Fettle ended while it was running.',
  'match/no-classes': 'This model did not learn classes that rows could be compared by.',
  'predict/matches': 'This model compares rows and does not predict: use "fettle match".',
  'predict/not-a-number': '{column} should be a number, but is {value}.',
  'predict/missing-column': 'The column {column} is missing.',
  'predict/missing-cell': 'The model needs “{column}”.',
  'predict/not-a-picture': '“{column}” is no picture that can be read.',
  'predict/too-few-rows': 'The model looks at {lookback} rows that follow each other.',
  'predict/no-target':
    'The model predicts nothing: it gives rows back, or makes new ones. Export it instead.',
  'engine/broken': 'The library of TensorFlow cannot be loaded: {message}',
  'engine/broken-wheel': '{name} is damaged, or holds no library of TensorFlow.',
  'engine/busy': 'An engine is being installed or removed already.',
  'engine/cut-off':
    'The connection broke while {name} came. Repeat the command: it goes on where it stopped.',
  'engine/no-access':
    '{host} lets nobody in without a name and a password (HTTP {status}). Put them into the address of the index, or into ~/.netrc.',
  'engine/no-framework': '{file} is missing beside the library of TensorFlow.',
  'engine/no-space':
    'The engine needs {neededBytes} bytes on the disk of the data folder; {freeBytes} are free.',
  'engine/no-wheel': 'The index has no wheel of {name} for this machine ({platform}).',
  'engine/no-wheel-in-folder':
    '{folder} has no wheel of {name}. "pip download --no-deps" on a machine like this one puts it there.',
  'engine/none':
    'No TensorFlow works here on the device that was chosen. "fettle engine list" says what there is.',
  'engine/not-for-platform':
    'There is no engine pack for {platform}. Install @tensorflow/tfjs-node with npm: its library is found.',
  'engine/not-found': 'There is no library of TensorFlow in {folder}.',
  'engine/offline':
    '{host} cannot be reached ({message}). Name wheels that you have with --from, or set the index that pip uses.',
  'engine/other-wheel':
    '{file} is not for this machine ({platform}), or too old. Fetch {name} by "pip download --no-deps" on a machine like this one.',
  'engine/too-old': 'TensorFlow {version} is too old; {needed} is the oldest that can train here.',
  'engine/wrong-architecture': '{file} was made for another kind of processor or system.',
  'engine/wrong-checksum':
    '{name} is not what the index promised: its checksum is another one. It was thrown away.',
  'report/no-printer':
    'A PDF is printed by Chrome, Chromium or Edge, and none was found. Install one, name it in FETTLE_BROWSER, or write the report as HTML.',
  'report/not-printed': '{program} did not print the report. Write it as HTML and print that.',
  'export/not-in-tfjs':
    'TensorFlow.js has no "{kind}" (layer {layer}). Export the model as ONNX, or leave that layer out.',
  'export/no-predictor':
    'The small predictor reads tables, pictures and texts. For series and rows that are made, export the model as ONNX.',
  'export/no-tensorflow':
    'A SavedModel is made by a Python with TensorFlow, and {program} is none. Name one in FETTLE_PYTHON, or run make_savedmodel.py of the folder where there is one.',
  'export/tensorflow-failed': 'TensorFlow did not write the SavedModel: {message}',
  'serving/already': 'This model answers already.',
  'serving/bad-body': 'The request is no JSON of rows.',
  'serving/busy': 'Too many rows wait for an answer. Ask again in a moment.',
  'serving/port-taken': 'The port {port} is taken. Name another one.',
  'serving/too-large': 'A request may have {limitBytes} bytes.',
  'serving/too-many-rows': 'A request may have {limit} rows.',
  'serving/unknown-kind': 'Rows come as JSON, or one picture where a model reads one; not as {kind}.',
  'monitoring/too-few-rows': 'There are no rows to compare.',
  'monitoring/labels-do-not-match':
    'The file has {rows} rows and {kept} answers are kept. Name each answer in a column "row", or give one row an answer.',
  'monitoring/no-table':
    'Pictures lie in files of their own: add the new ones to the folder and import it as a new version.',
  'project/not-a-file': '{name} is no project that Fettle exported, or the beginning of one only.',
  'project/broken-file':
    '{name} is damaged or cut short ({what}). Nothing was imported; export the project again.',
  'store/locked':
    'Fettle is running already and has {path} open. Do this in its window, or close it first; FETTLE_HOME names another data folder.',
  'store/corrupt':
    'The database {path} is damaged and was left as it is. "fettle recover" sets it aside and goes on from the newest backup, or anew where there is none. Newest backup: {backup}.',
  'store/newer-schema':
    'The data folder was written by a newer Fettle (schema {found}; this one knows {known}). Please update.',
  'store/read-only':
    'The data folder cannot be used: {path} cannot be written to. Allow writing there, or name another folder by FETTLE_HOME.',
}

/** Words for an error; gaps without a detail become "…", and what is empty a dash. */
export function describeError({ code, details }: Pick<AppError, 'code' | 'details'>): string {
  return WORDS[code].replaceAll(/\{(\w+)\}/g, (_gap, name: string) => String(details[name] ?? '…') || '–')
}
