//! A window with one word in it, and nothing else.

fn main() {
    let result = tauri::Builder::default().run(tauri::generate_context!());
    if let Err(error) = result {
        eprintln!("{error}");
    }
}
