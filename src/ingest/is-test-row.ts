/** Whether an External Reference marks a test row: `test`, whatever its case and the space around it. */
export function isTestRow(externalReference: string): boolean {
  return externalReference.trim().toLowerCase() === 'test';
}
