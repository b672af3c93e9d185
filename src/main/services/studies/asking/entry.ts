/** @file Entry of the thread in which the sampler of a study thinks. */
import { parentPort, workerData } from 'node:worker_threads'
import { createAnswerer } from './answerQuestions'
import type { SamplerParts, SentQuestion } from './messages'

// Both come from the core of this very process and program.
const answerTo = createAnswerer(workerData as SamplerParts)
parentPort?.on('message', (sent: SentQuestion) => parentPort?.postMessage(answerTo(sent)))
