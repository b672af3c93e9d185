import type { ErrorMessages } from './types'

/** Of models from elsewhere and on their way elsewhere: read, explained, made smaller, exported, in use, reported. */
export const MODEL_ENGLISH = {
  'backbone/no-weights': {
    title: 'The backbone has no weights',
    text: 'The file of the weights that {layer} begins with is gone, or it is another one.',
    action: 'Import the backbone again under Models → Backbones, or take it out of the model.',
  },
  'backbone/no-network': {
    title: 'No network with weights',
    text: '{name} holds no network that Fettle can read with its weights.',
    action:
      'Drop a Keras model (.keras, .h5, or its JSON beside .weights.h5, .npz or .safetensors), a TF.js layers model (model.json and its shards), or an ONNX file.',
  },
  'backbone/weights-alone': {
    title: 'Weights without a model',
    text: '{name} holds weights, but does not say of which layers.',
    action:
      'Write the layers with model.to_json() and drop that file with this one, or save the whole model with model.save("model.keras").',
  },
  'backbone/missing-file': {
    title: 'A file is missing',
    text: 'The model names the file {name}, which is not there.',
    action: 'Drop all files of the model together, or their folder or archive.',
  },
  'backbone/onnx-type': {
    title: 'Numbers of another type',
    text: '“{name}” is of the type {type}; the input, the output and the weights of a backbone have 32 bits (float32).',
    action:
      'Write the network in float32, with pictures or numbers as its input: no text, no half precision.',
  },
  'backbone/onnx-size': {
    title: 'A size is open',
    text: '“{name}” has the shape {shape}: all sizes but the number of rows have to be known, and there are one to three of them.',
    action:
      'Export the network for one size of picture; only the first axis may be open (dynamic_axes of PyTorch).',
  },
  'backbone/onnx-rows': {
    title: 'The number of rows is fixed',
    text: 'The network was written for {rows} row(s) at a time and gives something else for more.',
    action:
      'Export it with an open first axis: in PyTorch, name axis 0 of input and output in dynamic_axes (dynamic_shapes of its newer exporter).',
  },
  'backbone/onnx-operator': {
    title: 'Operators that cannot be taken over',
    text: 'What Fettle writes is of operator set 17 and has nothing for {operators} (the file is of set {version}).',
    action: 'Export the network with opset_version=17 and standard operators only.',
  },
  'backbone/onnx-elsewhere': {
    title: 'A backbone of ONNX stays in ONNX',
    text: 'The nodes of the backbone cannot be written for {what}.',
    action:
      'Choose ONNX, or begin the model with a backbone of Keras or TensorFlow.js, whose layers Fettle knows.',
  },
  'backbone/onnx-frozen': {
    title: 'A backbone of ONNX stays frozen',
    text: 'What “{name}” is made of are nodes of ONNX, which Fettle runs but does not train.',
    action: 'Leave it frozen, or bring the network in from Keras or TensorFlow.js.',
  },
  'backbone/onnx-no-slope': {
    title: 'No slopes through nodes of ONNX',
    text: 'The model begins with a backbone of ONNX, which Fettle runs but cannot differentiate.',
    action:
      'Ask by occlusion or by permutation importance, or begin with a backbone of Keras or TensorFlow.js.',
  },
  'backbone/onnx-failed': {
    title: 'The network does not run',
    text: 'ONNX Runtime says: {message}',
    action: 'Check the file with onnx.checker, and export it with opset_version=17.',
  },
  'backbone/weights-differ': {
    title: 'Weights do not fit',
    text: 'The weights of {layer} have the shape {found}; its layer needs {expected}.',
    action: 'Check that the weights belong to this model.',
  },
  'backbone/several-inputs': {
    title: 'Several inputs',
    text: '{name} reads several inputs; a backbone has one.',
    action: 'Cut the model down to one input before exporting it.',
  },
  'backbone/unknown': {
    title: 'No such backbone',
    text: 'There is no backbone called {name}.',
    action: 'Look under Models → Backbones.',
  },
  'keras/unreadable': {
    title: 'This is no model of Keras',
    text: 'The text is not what Keras writes for a model.',
    action: 'Write the model with model.to_json() and choose that file.',
  },
  'keras/unknown-layer': {
    title: 'The layer “{layer}” cannot be read',
    text: 'Fettle has no layer like {className}.',
    action: 'Replace the layer in Keras, write the model again, and add what is missing here.',
  },
  'keras/unsupported-setting': {
    title: 'A setting of “{layer}” cannot be read',
    text: 'Fettle has nothing for {setting} = {value}.',
    action: 'Change this setting in Keras and write the model again.',
  },
  'keras/shared-layer': {
    title: 'The layer “{layer}” is used more than once',
    text: 'In Fettle every layer stands in one place, with weights of its own.',
    action: 'Give each place a layer of its own in Keras and write the model again.',
  },
  'keras/several-outputs': {
    title: 'The model has more than one output',
    text: 'It ends in {layers}; a model of Fettle has one output.',
    action: 'Write a model with one of these outputs.',
  },
  'keras/broken-graph': {
    title: 'The layers of this model do not connect',
    text: 'The layer “{layer}” is missing, or reads itself in a circle.',
    action: 'Write the model again with model.to_json().',
  },
  'keras/too-many-layers': {
    title: 'The model has too many layers',
    text: 'It has {count}; a model of Fettle has {limit} at most.',
    action: 'Build what repeats as a repeated block here.',
  },
  'example/no-target': {
    title: 'This training cannot be worked through row by row',
    text: 'Networks that play against each other, or that compare rows with each other, have no loss of a single row.',
    action: 'Take a model that predicts, or an autoencoder.',
  },
  'example/wrong-count': {
    title: 'Another count of numbers is wanted',
    text: 'What was given for “{name}” has not as many numbers as the network needs.',
    action: 'Start again from the numbers of the network.',
  },
  'example/too-large': {
    title: 'The network is too large to be worked through by hand',
    text: 'It has {count} numbers; {limit} at most can be looked at one by one.',
    action: 'Take a smaller model, or smaller data.',
  },
  'code/embedding': {
    title: 'There is no script of this training',
    text: 'A network that learns which rows belong together cannot be written as a script yet.',
    action: 'Export the trained model as ONNX to use it elsewhere.',
  },
  'code/backbone': {
    title: 'There is no script of this training',
    text: 'A network that begins with one that was trained before cannot be written as a script yet.',
    action: 'Export the trained model as ONNX to use it elsewhere.',
  },
  'code/adversarial': {
    title: 'There is no script of this training',
    text: 'Two networks that are trained against each other cannot be written as a script yet.',
    action: 'Export the generator as ONNX to use it elsewhere.',
  },
  'keras/not-exportable': {
    title: 'The layer “{layer}” cannot be written for Keras',
    text: 'Keras itself has no layer of this kind ({kind}).',
    action: 'Remove the layer for the export, or export a trained model as ONNX.',
  },
  'compression/two-networks': {
    title: 'Two networks cannot be made smaller',
    text: 'This model was trained against a second network, and neither is judged alone.',
    action: 'Compress a model that predicts a target or gives rows back.',
  },
  'compression/no-teacher': {
    title: 'This model cannot teach',
    text: 'A student learns from answers about a target; this model gives rows back or tells how alike they are.',
    action: 'Use pruning or whole numbers instead.',
  },
  'compression/no-student': {
    title: 'The student does not fit',
    text: 'With these widths its layers do not fit each other or the data.',
    action: 'Choose another share of the width, or a model of the project as the student.',
  },
  'match/no-classes': {
    title: 'Nothing to compare by',
    text: 'This model did not learn classes, so that nobody can be told apart.',
    action: 'Train an embedding, or a model that predicts a class.',
  },
  'report/no-printer': {
    title: 'Nothing here can print a PDF',
    text: 'A PDF is printed by Chrome, Chromium or Edge, and none was found on this machine.',
    action: 'Save the report as HTML and print it from any browser, or install one of them.',
  },
  'report/not-printed': {
    title: 'The report was not printed',
    text: '{program} gave no PDF.',
    action: 'Save the report as HTML and print it from any browser.',
  },
  'export/not-in-tfjs': {
    title: 'TensorFlow.js lacks a layer',
    text: 'It has no "{kind}", which layer {layer} needs.',
    action: 'Export the model as ONNX, or train one without this layer.',
  },
  'export/no-predictor': {
    title: 'The small predictor cannot feed this model',
    text: 'It reads tables, pictures and texts; series and rows that are made need more.',
    action: 'Export the model as ONNX, or predict and serve it with Fettle.',
  },
  'export/no-tensorflow': {
    title: 'No TensorFlow was found',
    text: 'A SavedModel is made by a Python with TensorFlow, and {program} is none.',
    action: 'Name one in FETTLE_PYTHON, or save the folder and run make_savedmodel.py elsewhere.',
  },
  'export/tensorflow-failed': {
    title: 'TensorFlow did not write the SavedModel',
    text: '{message}',
    action: 'Save the folder without it and run make_savedmodel.py with another TensorFlow.',
  },
  'serving/already': {
    title: 'The model answers already',
    text: 'It serves on a port of its own.',
    action: 'Stop it first to serve it otherwise.',
  },
  'serving/bad-body': {
    title: 'The request cannot be read',
    text: 'It is no JSON of rows.',
    action: 'Send an object with “rows”, as /schema describes them.',
  },
  'serving/busy': {
    title: 'Too much waits for an answer',
    text: 'More rows were asked for than can be answered soon.',
    action: 'Ask again in a moment.',
  },
  'serving/port-taken': {
    title: 'The port is taken',
    text: 'Something else uses the port {port}.',
    action: 'Choose another one, or 0 for any that is free.',
  },
  'serving/too-large': {
    title: 'The request is too large',
    text: 'At most {limitBytes} bytes are taken at once.',
    action: 'Send it in parts.',
  },
  'serving/too-many-rows': {
    title: 'The request has too many rows',
    text: 'At most {limit} rows are taken at once.',
    action: 'Send it in parts.',
  },
  'serving/unknown-kind': {
    title: 'The request is of an unknown kind',
    text: '{kind} is not understood.',
    action: 'Send JSON, or a picture where the model reads one.',
  },
  'monitoring/too-few-rows': {
    title: 'There is nothing to compare',
    text: 'No row is there.',
    action: 'Choose a file with rows, or keep answers for a while first.',
  },
  'monitoring/labels-do-not-match': {
    title: 'The labels do not match the answers',
    text: 'The file has {rows} rows, and {kept} answers are kept.',
    action:
      'Name each answer in a column “row”, as the log and the answers over HTTP do, or give one row an answer, in order.',
  },
  'monitoring/no-table': {
    title: 'Pictures cannot be put after each other',
    text: 'They lie in files of their own.',
    action: 'Add the new ones to their folder and import it as a new version of the dataset.',
  },
  'project/not-a-file': {
    title: 'This is no project of Fettle',
    text: '{name} was not written by “Export as one file”, or is cut short.',
    action: 'Choose a file that ends in .fettle.',
  },
  'project/broken-file': {
    title: 'The project file is damaged',
    text: '{name} cannot be read whole ({what}). Nothing was imported.',
    action: 'Export the project again, or copy the file once more.',
  },
} satisfies Partial<ErrorMessages>
