/** @file Worked examples: small networks with every number of their training. */
export { freeNetwork, type FreeNetwork } from './freeNetwork'
export { planExampleWeights, refuseLargeExample, runExample, type ExampleRequest } from './runExample'
