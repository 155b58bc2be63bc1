//! Reading an address.

use entente::link::{read, write};

use crate::world::REAL;

/// Any text is an address: it reads to a view whose own address is canonical and reads to the same view, with nothing
/// ignored, and leads to no other host.
pub fn read_address(data: &[u8]) {
    let (record, _) = &*REAL;
    let text = String::from_utf8_lossy(data);
    let (path, query) = text.split_once('?').unwrap_or((&text, ""));
    let reading = read(path, query, record);
    assert!(reading.ignored.len() <= 16);
    for ignored in &reading.ignored {
        assert!(ignored.parameter.chars().count() <= 41 && ignored.value.chars().count() <= 41);
    }
    let written = write(&reading.view);
    assert!(written.starts_with('/') && !written.starts_with("//"), "{written}");
    let is_plain = |byte: u8| byte.is_ascii_graphic() && !b"<>\"'\\`{}|^".contains(&byte);
    assert!(written.bytes().all(is_plain), "{written}");
    let (path, query) = written.split_once('?').unwrap_or((&written, ""));
    let again = read(path, query, record);
    assert_eq!(again.ignored, []);
    assert_eq!(again.view, reading.view);
    assert_eq!(write(&again.view), written);
}
