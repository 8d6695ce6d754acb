//! The pure heart of Commonplace.
//!
//! **Architecture invariant:** nothing in this crate touches a file, the network, a clock, a random source, a
//! database or an executor. Time and identity are arguments. Parsing never fails: it gives a value and a list of
//! problems, because everything that comes from outside is somebody's article and must not be lost.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod address;
pub mod anchor;
pub mod capture;
mod dom;
pub mod extract;
pub mod likeness;
pub mod markdown;
pub mod model;
pub mod query;
pub mod review;
pub mod sanitize;
pub mod sentence;
pub mod text;
pub mod transfer;
mod words;
