import mongoose, { Schema } from 'mongoose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeServers, type ServerProcess, startServerProcess } from '../../../conformance/start-server.ts';

afterAll(removeServers);

let server: ServerProcess;
let connection: mongoose.Connection;
beforeAll(async () => {
  server = await startServerProcess();
  connection = await mongoose.createConnection(server.uri, { dbName: 'mongoose' }).asPromise();
});
afterAll(async () => {
  await connection.close();
  await server.stop();
});

test('mongoose connects unchanged: models, indexes, timestamps, populate, lean and aggregates', async () => {
  const Artist = connection.model('Artist', new Schema({ name: { type: String, unique: true } }, { timestamps: true }));
  const Track = connection.model(
    'Track',
    new Schema({
      title: String,
      plays: Number,
      artist: { type: Schema.Types.ObjectId, ref: 'Artist' },
      tags: [String],
    }),
  );
  await Promise.all([Artist.init(), Track.init()]);
  const artist = await Artist.create({ name: 'A' });
  await expect(Artist.create({ name: 'A' })).rejects.toMatchObject({ code: 11000 });
  await Track.insertMany([
    { title: 'x', plays: 2, artist: artist._id, tags: ['p'] },
    { title: 'y', plays: 3, artist: artist._id },
  ]);
  const track = await Track.findOne({ title: 'x' }).populate<{ artist: { name: string } }>('artist');
  expect(track?.artist.name).toBe('A');
  track?.tags.push('q');
  await track?.save();
  expect(await Track.findOne({ tags: 'q' }).lean()).toMatchObject({ title: 'x', tags: ['p', 'q'] });
  expect(await Track.aggregate([{ $group: { _id: '$artist', plays: { $sum: '$plays' } } }])).toEqual([
    { _id: artist._id, plays: 5 },
  ]);
  expect(
    await Track.findOneAndUpdate({ title: 'y' }, { $inc: { plays: 1 } }, { returnDocument: 'after' }).lean(),
  ).toMatchObject({ plays: 4 });
  expect(await Artist.countDocuments({ createdAt: { $lte: new Date() } })).toBe(1);
});
