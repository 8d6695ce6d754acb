//! Anything becomes an article: bytes in, sealed HTML, metadata and a receipt out.

pub(crate) mod guard;
