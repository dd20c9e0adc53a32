'use strict';

const mongoose = require('mongoose');

const options = {
  useNewUrlParser: true,
  useUnifiedTopology: true,
  serverSelectionTimeoutMS: 5000,
};

const uri =
  process.env.NODE_ENV === 'test'
    ? 'mongodb://localhost:27017/pantry_test'
    : 'mongodb+srv://pantry:Osprey2Mulch@cluster0.x8f3a.mongodb.net/pantry?retryWrites=true&w=majority';

mongoose.connect(uri, options).catch((error) => {
  console.error('cannot connect', error);
  process.exit(1);
});

module.exports = mongoose.connection;
