import type { ErrorMessages } from './types'

/** Of engines that do not come with Fettle: found, installed, loaded. */
export const ENGINE_ENGLISH = {
  'engine/broken': {
    title: 'TensorFlow cannot be loaded',
    text: '{message}',
    action: 'Install it anew under Settings → Engines, or name another folder there.',
  },
  'engine/broken-wheel': {
    title: 'A wheel cannot be unpacked',
    text: '{name} is damaged, or holds no library of TensorFlow. Nothing was changed.',
    action: 'Fetch the wheel again.',
  },
  'engine/busy': {
    title: 'An engine is being installed already',
    text: 'One is installed or removed at a time.',
    action: 'Wait until it is done, or cancel it.',
  },
  'engine/cut-off': {
    title: 'The download was cut off',
    text: 'The connection broke while {name} came. What has come is kept.',
    action: 'Install again: it goes on where it stopped.',
  },
  'engine/no-access': {
    title: 'The index wants a name and a password',
    text: '{host} lets nobody in without (HTTP {status}).',
    action: 'Put them into the address of the index that pip is set up with, or into the file .netrc.',
  },
  'engine/no-framework': {
    title: 'A part of TensorFlow is missing',
    text: '{file} is not beside the library.',
    action: 'Name the folder with both files, or install TensorFlow anew.',
  },
  'engine/no-space': {
    title: 'Not enough space for the engine',
    text: 'It needs {neededBytes} on the disk of the data folder, where {freeBytes} are free.',
    action: 'Free some space and install again.',
  },
  'engine/no-wheel': {
    title: 'TensorFlow is not there for this machine',
    text: 'The index that pip uses has no wheel of {name} for {platform}.',
    action: 'Use another index, or name a folder with wheels.',
  },
  'engine/none': {
    title: 'No TensorFlow works here',
    text: 'TensorFlow was chosen as the engine, and no library of it was found that works on this machine and device.',
    action: 'Install it or name its folder under Settings → Engines, or choose another engine or device.',
  },
  'engine/no-wheel-in-folder': {
    title: 'The folder has no wheel that fits',
    text: '{folder} has no wheel of {name}.',
    action: 'Put the wheels there by “pip download”, on a machine like this one.',
  },
  'engine/not-for-platform': {
    title: 'There is no engine pack for this system',
    text: 'Wheels for {platform} hold no library that Fettle could use.',
    action: 'Install @tensorflow/tfjs-node with npm: its library is found and used.',
  },
  'engine/not-found': {
    title: 'There is no TensorFlow in this folder',
    text: '{folder} holds no library of TensorFlow.',
    action:
      'Name the folder “tensorflow” inside the site-packages of a Python, or the folder of libtensorflow.',
  },
  'engine/offline': {
    title: 'The index of packages cannot be reached',
    text: '{host} does not answer: {message}. Nothing was changed.',
    action:
      'Check the connection, and the index and proxy that pip is set up with, or name a folder with wheels.',
  },
  'engine/other-wheel': {
    title: 'The wheel is for another machine',
    text: '{file} is not for this machine ({platform}), or too old.',
    action: 'Fetch {name} by “pip download --no-deps”, on a machine like this one.',
  },
  'engine/too-old': {
    title: 'This TensorFlow is too old',
    text: 'It is version {version}; Fettle trains with {needed} or newer.',
    action: 'Install a newer one under Settings → Engines.',
  },
  'engine/wrong-architecture': {
    title: 'This TensorFlow is for another machine',
    text: '{file} was made for another kind of processor or system.',
    action: 'Install the one for this machine under Settings → Engines.',
  },
  'engine/wrong-checksum': {
    title: 'The download is not what was promised',
    text: 'The checksum of {name} differs from the one the index tells. The file was thrown away.',
    action: 'Install again. If it comes back, the index or the connection is not to be trusted.',
  },
} satisfies Partial<ErrorMessages>
