// The envelope of contract 14.4 in Node's own crypto: an implementation that shares no code with ours.
// Reads one JSON command from standard input: {op: 'seal', publicKey, version, text} or
// {op: 'open', privateKey, envelope}; byte strings are base64. Writes the envelope or {text}.
import { createCipheriv, createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';

const command = JSON.parse(readFileSync(0, 'utf8'));
const bytes = (text) => Buffer.from(text, 'base64');

function aesKey(ecdh, point) {
  const secret = ecdh.computeSecret(point);
  return Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), 'room-message-encryption', 32));
}

function seal({ publicKey, version, text }) {
  const ephemeral = createECDH('prime256v1');
  ephemeral.generateKeys();
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', aesKey(ephemeral, bytes(publicKey)), nonce);
  const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return {
    version,
    ephemeralPublicKey: ephemeral.getPublicKey('base64', 'uncompressed'),
    nonce: nonce.toString('base64'),
    ciphertext: ciphertext.toString('base64'),
  };
}

function open({ privateKey, envelope }) {
  const room = createECDH('prime256v1');
  room.setPrivateKey(bytes(privateKey));
  const key = aesKey(room, bytes(envelope.ephemeralPublicKey));
  const sealed = bytes(envelope.ciphertext);
  const decipher = createDecipheriv('aes-256-gcm', key, bytes(envelope.nonce));
  decipher.setAuthTag(sealed.subarray(sealed.length - 16));
  const text = Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - 16)), decipher.final()]);
  return { text: text.toString('utf8') };
}

process.stdout.write(JSON.stringify(command.op === 'seal' ? seal(command) : open(command)));
