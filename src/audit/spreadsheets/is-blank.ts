/** Signs that show nothing: white space, what only steers how others are set (such as U+200B), and the Braille blank. */
const NOTHING = /^[\s\p{Default_Ignorable_Code_Point}\u2800]*$/u;

/** Whether a text shows nothing, however long it is. */
export function isBlank(text: string): boolean {
  return NOTHING.test(text);
}
