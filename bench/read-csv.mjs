// The yardstick: a plain csv-parse read of a file, every record touched and dropped.
import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';

let records = 0;
const parser = createReadStream(process.argv[2]).pipe(
  parse({ bom: true, columns: false, relax_column_count: true, relax_quotes: true }),
);
for await (const record of parser) records += record.length > 0 ? 1 : 0;
process.stderr.write(`${records} records\n`);
