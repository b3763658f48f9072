/** Where `analyse` writes, and the other commands read, when nothing else is said. */
export const DEFAULT_RUN = 'reports/crs-evaluation';
