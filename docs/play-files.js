// A dataset of play.js as the files that `mnist1d generate` writes: Sources/Datasets/Files says what each byte means.
"use strict";
const mnist1dFiles = (() => {
  /// Training and test part: signals and labels.
  const parts = ({ x, y, length, trainCount }) => [
    ["x", "y", "train", x.subarray(0, trainCount * length), y.slice(0, trainCount)],
    ["x_test", "y_test", "test", x.subarray(trainCount * length), y.slice(trainCount)],
  ];

  /// One row a signal: its points, its label, and the part that it is in.
  const csv = (data) => {
    const { length } = data;
    const lines = [Array.from({ length }, (_, point) => `x${point}`).concat("label", "split").join(",")];
    for (const [, , name, signals, labels] of parts(data)) {
      labels.forEach((label, i) => lines.push(`${signals.subarray(i * length, (i + 1) * length).join(",")},${label},${name}`));
    }
    return `${lines.join("\n")}\n`;
  };

  const latin = (text) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  const joined = (pieces) => {
    const bytes = new Uint8Array(pieces.reduce((count, piece) => count + piece.length, 0));
    let place = 0;
    for (const piece of pieces) {
      bytes.set(piece, place);
      place += piece.length;
    }
    return bytes;
  };

  /// The bytes of a .npy file of version 1.0; its elements begin at a multiple of 64 bytes.
  const npy = (array, type, shape) => {
    const header = `{'descr': '${type}', 'fortran_order': False, 'shape': (${shape.join(", ")}${shape.length === 1 ? "," : ""}), }`;
    const size = Math.ceil((10 + header.length + 1) / 64) * 64 - 10;
    const start = latin(`\x93NUMPY\x01\x00${String.fromCharCode(size & 0xff, size >> 8)}${header.padEnd(size - 1)}\n`);
    return joined([start, new Uint8Array(array.buffer, array.byteOffset, array.byteLength)]);
  };

  const remainders = Uint32Array.from({ length: 256 }, (_, byte) => {
    let rest = byte;
    for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? 0xedb88320 ^ (rest >>> 1) : rest >>> 1;
    return rest;
  });
  const checksum = (bytes) => ~bytes.reduce((sum, byte) => remainders[(sum ^ byte) & 0xff] ^ (sum >>> 8), ~0) >>> 0;

  /// A ZIP archive of members stored as they are, each dated 1 January 1980.
  const zip = (members) => {
    const numbers = (...pairs) => {
      const bytes = [];
      for (const [number, count] of pairs) for (let i = 0; i < count; i += 1) bytes.push((number >>> (8 * i)) & 0xff);
      return Uint8Array.from(bytes);
    };
    const [pieces, directory] = [[], []];
    let place = 0;
    for (const [title, content] of members) {
      const name = latin(title);
      const common = numbers(
        [20, 2], [1 << 11, 2], [0, 2], [0, 2], [0x21, 2], [checksum(content), 4], [content.length, 4], [content.length, 4],
        [name.length, 2], [0, 2]);
      directory.push(numbers([0x02014b50, 4], [20, 2]), common, numbers([0, 2], [0, 2], [0, 2], [0, 4], [place, 4]), name);
      pieces.push(numbers([0x04034b50, 4]), common, name, content);
      place += 4 + common.length + name.length + content.length;
    }
    const listed = joined(directory);
    const count = members.length;
    const end = numbers([0x06054b50, 4], [0, 2], [0, 2], [count, 2], [count, 2], [listed.length, 4], [place, 4], [0, 2]);
    return joined([...pieces, listed, end]);
  };

  /// The arrays of the authors' file, for numpy.load, with the bytes that the program writes.
  const npz = (data) => {
    const { t, length } = data;
    const members = parts(data).flatMap(([signalsName, labelsName, , signals, labels]) => [
      [signalsName, npy(signals, "<f8", [labels.length, length])],
      [labelsName, npy(BigInt64Array.from(labels, BigInt), "<i8", [labels.length])],
    ]);
    members.push(["t", npy(Float64Array.from(t), "<f8", [length])]);
    return zip(members.map(([name, bytes]) => [`${name}.npy`, bytes]));
  };

  return { csv, npz };
})();
if (typeof module !== "undefined") module.exports = mnist1dFiles;
