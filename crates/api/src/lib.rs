//! The boundary of Commonplace.
