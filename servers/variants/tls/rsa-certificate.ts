import { variantFamily } from '../../bugs/family.ts'

/** Has an RSA key of 2048 bits. */
export const rsaCertificateVariants = variantFamily({
  name: 'rsa-certificate',
  endpoints: ['submissions', 'imap', 'pop3s'],
  certificate: 'valid-rsa',
})
