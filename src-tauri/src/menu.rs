//! The platform's menu bar, where its programs have one above the screen and not in the window: on macOS.
//!
//! What stands in it comes from the page, in the person's language and with the keys that they chose, once the first
//! picture is there. An item is either an act of the window, which is told to the page, or one of the platform's own.

use commonplace_api::wire::{Event, MenuBar, MenuLine};
use tauri::{
    AppHandle, Emitter, Runtime,
    menu::{AboutMetadata, IsMenuItem, Menu, MenuItem, PredefinedMenuItem, Submenu},
};

/// Whether programs have a menu bar here that takes no room from the window.
const HAS_BAR: bool = cfg!(target_os = "macos");

/// Shows the bar, instead of the one before.
///
/// # Errors
/// Where the platform's toolkit makes no menu of it.
pub(crate) fn show<R: Runtime>(app: &AppHandle<R>, bar: &MenuBar) -> tauri::Result<()> {
    if !HAS_BAR {
        return Ok(());
    }
    let menu = Menu::new(app)?;
    for part in &bar.parts {
        let submenu = Submenu::new(app, &part.title, true)?;
        for line in &part.lines {
            submenu.append(item(app, line)?.as_ref())?;
        }
        menu.append(&submenu)?;
    }
    app.set_menu(menu)?;
    Ok(())
}

/// Tells the page which item was chosen, for as long as the program runs.
pub(crate) fn tell<R: Runtime>(app: &AppHandle<R>) {
    app.on_menu_event(|app, event| {
        let act = event.id().as_ref().to_owned();
        if let Err(error) = app.emit("event", Event::Act { act }) {
            eprintln!("a menu item did not reach the window: {error}");
        }
    });
}

fn item<R: Runtime>(app: &AppHandle<R>, line: &MenuLine) -> tauri::Result<Box<dyn IsMenuItem<R>>> {
    let label = (!line.label.is_empty()).then_some(line.label.as_str());
    let own = match line.standard.as_deref() {
        None => {
            let keys = line.keys.as_deref().and_then(accelerator);
            return Ok(Box::new(MenuItem::with_id(app, &line.act, &line.label, true, keys)?));
        }
        Some("about") => {
            let about = AboutMetadata {
                name: Some("Commonplace".into()),
                version: Some(env!("CARGO_PKG_VERSION").into()),
                ..AboutMetadata::default()
            };
            PredefinedMenuItem::about(app, label, Some(about))
        }
        Some("services") => PredefinedMenuItem::services(app, label),
        Some("hide") => PredefinedMenuItem::hide(app, label),
        Some("hideOthers") => PredefinedMenuItem::hide_others(app, label),
        Some("showAll") => PredefinedMenuItem::show_all(app, label),
        Some("quit") => PredefinedMenuItem::quit(app, label),
        Some("closeWindow") => PredefinedMenuItem::close_window(app, label),
        Some("minimize") => PredefinedMenuItem::minimize(app, label),
        Some("maximize") => PredefinedMenuItem::maximize(app, label),
        Some("fullscreen") => PredefinedMenuItem::fullscreen(app, label),
        Some("cut") => PredefinedMenuItem::cut(app, label),
        Some("copy") => PredefinedMenuItem::copy(app, label),
        Some("paste") => PredefinedMenuItem::paste(app, label),
        Some("selectAll") => PredefinedMenuItem::select_all(app, label),
        Some(_) => PredefinedMenuItem::separator(app),
    };
    Ok(Box::new(own?))
}

/// A stroke of the window's table (`Mod+Shift+Z`) as the platform's menus write it; none for one without a modifier,
/// which would take letters away from every field.
fn accelerator(stroke: &str) -> Option<String> {
    let (modifiers, key) = match stroke.strip_suffix("++") {
        Some(modifiers) => (modifiers, "Plus"),
        None => stroke.rsplit_once('+')?,
    };
    let mut written: Vec<&str> = modifiers
        .split('+')
        .map(|modifier| if modifier == "Mod" { "CmdOrCtrl" } else { modifier })
        .collect();
    written.push(key);
    written.contains(&"CmdOrCtrl").then(|| written.join("+"))
}

#[cfg(test)]
mod tests {
    use super::accelerator;

    #[test]
    fn keys_are_written_as_menus_do_and_single_letters_are_left_to_fields() {
        assert_eq!(accelerator("Mod+Shift+Z").as_deref(), Some("CmdOrCtrl+Shift+Z"));
        assert_eq!(accelerator("Mod+,").as_deref(), Some("CmdOrCtrl+,"));
        assert_eq!(accelerator("Mod++").as_deref(), Some("CmdOrCtrl+Plus"));
        for alone in ["J", "?", "Delete", "Shift+F10", "+"] {
            assert_eq!(accelerator(alone), None, "{alone}");
        }
    }
}
