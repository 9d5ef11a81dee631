//! Owns the bytes of an index file: numbers, front-coded words, bit-packed gaps, and the wrapper that makes a file a script as well.

use std::cell::RefCell;
use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;

/// Appends a number, seven bits a byte, the lowest first.
pub(crate) fn push_number(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 128 {
        bytes.push((number & 127) as u8 | 128);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Appends a text, its length in bytes first.
pub(crate) fn push_text(bytes: &mut Vec<u8>, text: &str) {
    push_number(bytes, text.len() as u32);
    bytes.extend_from_slice(text.as_bytes());
}

/// Appends sorted words, each as what differs from the one before.
pub(crate) fn push_words<'a>(bytes: &mut Vec<u8>, words: impl Iterator<Item = &'a str>) {
    let mut previous = "";
    for word in words {
        let shared = shared_prefix(previous, word);
        push_number(bytes, shared as u32);
        push_text(bytes, &word[shared..]);
        previous = word;
    }
}

fn shared_prefix(a: &str, b: &str) -> usize {
    a.char_indices().zip(b.chars()).find(|((_, a), b)| a != b).map_or(a.len().min(b.len()), |((at, _), _)| at)
}

/// The longest beginning of a text of at most `bytes` bytes, cut between characters.
pub(crate) fn cut(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Bits, the highest first.
#[derive(Debug, Default)]
pub(crate) struct Bits {
    bytes: Vec<u8>,
    used: u32,
}

impl Bits {
    /// Appends the lowest `count` bits of a number.
    pub(crate) fn push(&mut self, number: u32, count: u32) {
        for at in (0..count).rev() {
            if self.used.is_multiple_of(8) {
                self.bytes.push(0);
            }
            if let Some(last) = self.bytes.last_mut() {
                *last |= ((number >> at & 1) as u8) << (7 - self.used % 8);
            }
            self.used += 1;
        }
    }

    /// Appends ascending numbers below `limit` as Rice-coded gaps.
    pub(crate) fn push_ascending(&mut self, numbers: &[u32], limit: u32) {
        let low = rice_bits(numbers.len() as u32, limit);
        let mut next = 0;
        for number in numbers {
            let gap = number - next;
            (0..gap >> low).for_each(|_| self.push(1, 1));
            self.push(0, 1);
            self.push(gap, low);
            next = number + 1;
        }
    }

    /// The appended bits, padded with zeros to whole bytes.
    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}

/// The Rice parameter, the number of low bits of a gap that are written as they are: near optimal for evenly spread numbers.
pub(crate) fn rice_bits(count: u32, limit: u32) -> u32 {
    let mean = limit / count.max(1);
    let mut bits = 0;
    while mean >> (bits + 1) > 0 {
        bits += 1;
    }
    bits
}

/// The length of the compressed bytes, those bytes, then `dense`, which does not compress.
pub(crate) fn packed(compressible: &[u8], dense: &[u8]) -> Vec<u8> {
    let deflated = deflate(compressible);
    let mut bytes = Vec::with_capacity(deflated.len() + dense.len() + 3);
    push_number(&mut bytes, deflated.len() as u32);
    bytes.extend_from_slice(&deflated);
    bytes.extend_from_slice(dense);
    bytes
}

thread_local! {
    /// An encoder takes some hundred kilobytes, mostly for much less text, so each thread keeps one.
    static ENCODER: RefCell<DeflateEncoder<Vec<u8>>> =
        RefCell::new(DeflateEncoder::new(Vec::new(), Compression::new(9)));
}

fn deflate(bytes: &[u8]) -> Vec<u8> {
    ENCODER.with_borrow_mut(|encoder| {
        let written = encoder.write_all(bytes).and_then(|()| encoder.reset(Vec::new()));
        written.unwrap_or_default()
    })
}

/// The bytes that [`packed`] compressed, and what follows them.
pub(crate) fn unpacked(bytes: &[u8]) -> Option<(Vec<u8>, &[u8])> {
    let mut reader = ByteReader::new(bytes);
    let length = reader.number()? as usize;
    let (deflated, rest) = bytes.get(reader.at()..)?.split_at_checked(length)?;
    let mut inflated = Vec::new();
    DeflateDecoder::new(deflated).take(LARGEST).read_to_end(&mut inflated).ok()?;
    Some((inflated, rest))
}

/// The most bytes that one index file is unpacked to (256 MiB); real files are smaller.
const LARGEST: u64 = 1 << 28;

/// Wraps bytes in a classic script, the only kind of data that a page opened from a disk may load.
pub(crate) fn wrapped(name: &str, payload: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(payload.len() + payload.len() / 50 + 32);
    bytes.extend_from_slice(format!("hexaplaSearch(\"{name}\",\"").as_bytes());
    for byte in payload {
        match byte {
            b'\n' => bytes.extend_from_slice(b"\\n"),
            b'\r' => bytes.extend_from_slice(b"\\r"),
            b'"' | b'\\' => bytes.extend_from_slice(&[b'\\', *byte]),
            _ => bytes.push(*byte),
        }
    }
    bytes.extend_from_slice(b"\")");
    bytes
}

/// The payload of a wrapped file.
pub(crate) fn unwrapped(bytes: &[u8]) -> Option<Vec<u8>> {
    let start = bytes.windows(2).position(|pair| pair == b",\"")? + 2;
    let mut payload = Vec::with_capacity(bytes.len());
    let mut rest = bytes.get(start..bytes.len().checked_sub(2)?)?.iter();
    while let Some(byte) = rest.next() {
        let plain = match byte {
            b'\\' => match rest.next()? {
                b'n' => b'\n',
                b'r' => b'\r',
                other => *other,
            },
            other => *other,
        };
        payload.push(plain);
    }
    Some(payload)
}

/// Reads what the functions above wrote; every method returns `None` past the end.
#[derive(Debug)]
pub(crate) struct ByteReader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> ByteReader<'a> {
    /// Begins at the first byte.
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// How many bytes are read.
    pub(crate) fn at(&self) -> usize {
        self.at
    }

    /// The next byte.
    pub(crate) fn byte(&mut self) -> Option<u8> {
        let byte = self.bytes.get(self.at)?;
        self.at += 1;
        Some(*byte)
    }

    /// The next number.
    pub(crate) fn number(&mut self) -> Option<u32> {
        let mut number = 0;
        for shift in (0..32).step_by(7) {
            let byte = self.byte()?;
            number |= u32::from(byte & 127) << shift;
            if byte < 128 {
                return Some(number);
            }
        }
        None
    }

    /// The next bytes.
    pub(crate) fn bytes(&mut self, count: usize) -> Option<&'a [u8]> {
        let bytes = self.bytes.get(self.at..self.at.checked_add(count)?)?;
        self.at += count;
        Some(bytes)
    }

    /// The next text.
    pub(crate) fn text(&mut self) -> Option<&'a str> {
        let length = self.number()? as usize;
        std::str::from_utf8(self.bytes(length)?).ok()
    }

    /// The next front-coded words.
    pub(crate) fn words(&mut self, count: usize) -> Option<Vec<String>> {
        let mut words: Vec<String> = Vec::new();
        for _ in 0..count {
            let shared = self.number()? as usize;
            let mut word = words.last().and_then(|last| last.get(..shared)).unwrap_or_default().to_owned();
            word.push_str(self.text()?);
            words.push(word);
        }
        Some(words)
    }
}

/// Reads bits, the highest first; zeros past the end.
#[derive(Debug)]
pub(crate) struct BitReader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> BitReader<'a> {
    /// Begins at a bit.
    pub(crate) fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    fn bits(&mut self, count: u32) -> u32 {
        (0..count).fold(0, |number, _| number << 1 | self.bit())
    }

    fn bit(&mut self) -> u32 {
        let byte = self.bytes.get(self.at / 8).copied().unwrap_or(0);
        self.at += 1;
        u32::from(byte >> (7 - (self.at - 1) % 8) & 1)
    }

    /// The next ascending numbers below `limit`.
    pub(crate) fn ascending(&mut self, count: usize, limit: u32) -> Vec<u32> {
        let low = rice_bits(count as u32, limit);
        let mut next = 0;
        (0..count)
            .map(|_| {
                let mut high: u32 = 0;
                while self.bit() == 1 {
                    high += 1;
                }
                let gap = (high << low).wrapping_add(self.bits(low));
                let number = u32::wrapping_add(next, gap);
                next = number.wrapping_add(1);
                number
            })
            .collect()
    }
}
