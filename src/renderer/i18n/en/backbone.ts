/** Trained networks that models begin with. */
export const backbone = {
  title: 'Backbones',
  subtitle:
    'Networks that were trained before, for models to begin with: frozen as they are, or trained further from the end.',
  drop: 'Drop a trained network here',
  dropHint:
    'A Keras model (.keras, .h5, or its JSON with its weights as .weights.h5, .npz or .safetensors), a TF.js layers model (model.json with its shards) or an ONNX file; files, a folder or an archive.',
  reading: 'Reading the network …',
  from: 'From',
  format: { tfjs: 'TensorFlow.js', keras: 'Keras', onnx: 'ONNX', trial: 'a trial' },
  layers: 'Layers',
  weights: 'Weights',
  shape: 'Reads → gives',
  pixels: 'Pixels',
  scaling: 'Expects of pixels',
  scalingName: { none: '0 to 1', symmetric: '−1 to 1', bytes: '0 to 255', imagenet: 'by ImageNet' },
  scalingText: {
    none: '0 to 1, as they are',
    symmetric: '−1 to 1 (MobileNet, Inception, Xception)',
    bytes: '0 to 255 (EfficientNet, MobileNet V3 of Keras)',
    imagenet: 'less ImageNet’s mean, by its deviation (PyTorch)',
  },
  scalingHint:
    'Guessed where the file does not say it. With the wrong one the network sees pictures that it does not know.',
  begin: 'Begin a model with it',
  beginText:
    'The network stays frozen, and a small head is trained behind it. What it sees in each picture is computed once and kept.',
  resize: 'Bring the pictures to {shape}, as a new version of the data',
  create: 'Make the model',
  modelName: '{name} and a head',
  change: 'Name and pixels',
  removed: 'Removed “{name}”',
  dropped: 'Left out, for they told what the network was trained for: {layers}.',
  allLayers: 'Its only layer | Its {n} layers',
  noneYet: 'None yet: bring one in under Models.',
  network: 'Network',
  facts: '{layers} layers, {weights} weights, trained on {shape}',
  trained: 'Trained',
  frozen: 'nothing: frozen',
  fromLayer: 'from {layer} on ({n})',
  features: 'Features',
  featuresKept:
    '{shape} numbers a row after {layers} layers, of {rows} rows, computed once in {seconds} s and kept ({size}).',
  featuresPending: 'What is frozen has not been computed yet.',
  featuresAugmented:
    'Pictures change from epoch to epoch, so what the frozen layers make of them is computed anew each time.',
  fromTrial: 'Keep as a backbone',
  keptAs: '“{name}” is among the backbones',
}
