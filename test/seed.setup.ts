import fc from 'fast-check';

/** One set of random cases for every run, so that what passed here passes there; `npm run laws` draws others. */
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env['LAW_SEED'] ?? 20_261_111) });
