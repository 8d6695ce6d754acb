//! The pure heart of Commonplace.
//!
//! **Architecture invariant:** nothing in this crate touches a file, the network, a clock, a random source, a
//! database or an executor. Time and identity are arguments. Parsing never fails: it gives a value and a list of
//! problems, because everything that comes from outside is somebody's article and must not be lost.

pub mod model;
