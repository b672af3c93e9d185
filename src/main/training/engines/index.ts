/** @file The public face of engines that do not come with Fettle: found, and installed. */
export { findTensorFlow, type WhereToLook } from './finding/findTensorFlow'
export { libraryIn } from './finding/libraryIn'
export { installFrom } from './installing/installFrom'
export { removePack } from './installing/installTensorFlow'
export { thisMachine } from './installing/machine'
export { packsFor } from './installing/planWheels'
export { enginesFolder, packFolder } from './pack'
