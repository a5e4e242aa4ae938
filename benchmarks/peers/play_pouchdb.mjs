// PouchDB as a peer.
//
//   node play_pouchdb.mjs serve FOLDER PORT    a server of CouchDB's protocol, until it is ended
//   node play_pouchdb.mjs play FOLDER URL      takes lines and says lines like play_anki.py

import { createInterface } from 'node:readline';
import { mkdirSync } from 'node:fs';
import express from 'express';
import expressPouchDB from 'express-pouchdb';
import PouchDB from 'pouchdb';

const [mode, folder, target] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });

if (mode === 'serve') {
	const stored = PouchDB.defaults({ prefix: `${folder}/` });
	const options = { mode: 'minimumForPouchDB', inMemoryConfig: true, logPath: `${folder}/log` };
	const app = express();
	app.use('/', expressPouchDB(stored, options));
	app.listen(Number(target), '127.0.0.1');
} else {
	const mine = new PouchDB(`${folder}/mine`);
	console.log('ready');
	for await (const line of createInterface({ input: process.stdin })) {
		const texts = JSON.parse(line);
		if (texts === null) {
			await mine.replicate.to(`${target}/answers`);
		} else {
			const keys = texts.map(([question]) => question);
			const { rows } = await mine.allDocs({ keys });
			const docs = texts.map(([_id, text], at) => ({ _id, text, _rev: rows[at].value?.rev }));
			const done = await mine.bulkDocs(docs);
			if (done.some((each) => each.error)) throw new Error(JSON.stringify(done));
		}
		console.log('done');
	}
	await mine.close();
}
