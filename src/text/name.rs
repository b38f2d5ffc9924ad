//! Names by their sound.
