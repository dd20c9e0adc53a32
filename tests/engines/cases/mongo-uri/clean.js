'use strict';

const mongoose = require('mongoose');

const { MONGO_USER, MONGO_PASSWORD, MONGO_HOST = 'localhost:27017' } = process.env;

// e.g. mongodb+srv://<username>:<password>@cluster0.x8f3a.mongodb.net/pantry
const uri = `mongodb://${MONGO_USER}:${encodeURIComponent(MONGO_PASSWORD)}@${MONGO_HOST}/pantry`;
const local = 'mongodb://localhost:27017/pantry';
const docs = 'mongodb://user:password@host:27017/db';
const parts = 'mongodb://' + MONGO_USER + ':' + MONGO_PASSWORD + '@' + MONGO_HOST;

function redact(value) {
  return value.replace(/:\/\/([^:]+):[^@]+@/, '://$1:*****@');
}

mongoose.connect(MONGO_USER ? uri : local).catch((error) => {
  console.error('cannot connect to', redact(uri), error);
});

module.exports = { docs, parts };
