/** @file Steps that make numbers of texts. */
import * as v from 'valibot'
import { TfidfSettings, TokenSettings } from '../textSettings'
import { STEP } from './stepBase'

/** Each text becomes a sequence of tokens, an input of the model of its own. */
export const TokensStep = v.strictObject({ kind: v.literal('tokens'), ...STEP, ...TokenSettings.entries })

/** Each text becomes figures: how often it uses which terms. */
export const TfidfStep = v.strictObject({ kind: v.literal('tfidf'), ...STEP, ...TfidfSettings.entries })
