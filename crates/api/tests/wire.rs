//! The window's types are the boundary's types.

use std::path::Path;

#[test]
fn wire_ts_is_fresh() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/src/ipc/wire.ts");
    let made = commonplace_api::wire::typescript();
    if std::env::var_os("UPDATE_WIRE").is_some() {
        std::fs::write(&path, &made).expect("wire.ts can be written");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == made, "ui/src/ipc/wire.ts is stale: run `npm run wire`");
}
