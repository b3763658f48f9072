import { z } from 'zod';

/** An object that takes no other keys. An unknown key's message lists the known ones, for the loader to suggest from. */
export function strict<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? Object.keys(shape).join('|') : undefined),
  });
}

/** What things are called by. */
export const id = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'an id of letters, digits, dots and dashes');
/** An id, or the whole number it is written as. */
export const idOrNumber = z.union([id, z.int()]);
/** A text that says something. */
export const text = z.string().regex(/\S/, 'a text that is not empty');
/** Several of them. */
export const texts = z.array(text);

/** One group of a dimension or several. */
export const groups = z.union([idOrNumber, z.array(idOrNumber)]);
