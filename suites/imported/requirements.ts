import { rfc7817 } from './rfc7817.ts'
import { rfc6125 } from './rfc6125.ts'
import { rfc6186 } from './rfc6186.ts'
import { rfc8996 } from './rfc8996.ts'
import { rfc9325 } from './rfc9325.ts'
import { rfc2595 } from './rfc2595.ts'
import { rfc3501 } from './rfc3501.ts'
import { rfc9051 } from './rfc9051.ts'
import { rfc4954 } from './rfc4954.ts'
import { rfc5034 } from './rfc5034.ts'
import { rfc4422 } from './rfc4422.ts'
import { rfc6409 } from './rfc6409.ts'
import { rfc5068 } from './rfc5068.ts'
import { rfc2034 } from './rfc2034.ts'
import { rfc2920 } from './rfc2920.ts'
import { rfc3848 } from './rfc3848.ts'
import { rfc5321 } from './rfc5321.ts'
import { rfc6698 } from './rfc6698.ts'

export const imported = {
  ...rfc7817,
  ...rfc6125,
  ...rfc6186,
  ...rfc8996,
  ...rfc9325,
  ...rfc2595,
  ...rfc3501,
  ...rfc9051,
  ...rfc4954,
  ...rfc5034,
  ...rfc4422,
  ...rfc6409,
  ...rfc5068,
  ...rfc2034,
  ...rfc2920,
  ...rfc3848,
  ...rfc5321,
  ...rfc6698,
}
