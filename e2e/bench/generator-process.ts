import { drive, type Load } from './generator';

/** Each message is a load, each answer its result; ends when the parent hangs up. */
process.on('message', (load: Load) => {
  drive(load).then(
    (result) => process.send?.({ result }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.once('disconnect', () => process.exit(0));
