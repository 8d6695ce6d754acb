//! The window of Commonplace: one Tauri command, one scheme for images, native dialogs. No logic.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod arguments;
mod desktop;
mod images;
mod instance;
mod menu;

use commonplace_api::{
    Api, IndexMode,
    wire::{Asked, Event, WireError},
};
use desktop::Desktop;
use instance::Claim;
use std::{path::Path, sync::Arc, thread};
use tauri::{
    AppHandle, DragDropEvent, Emitter, Manager, State, WebviewUrl, WebviewWindow,
    WebviewWindowBuilder, WindowEvent, async_runtime, webview::NewWindowResponse, window::Color,
};
use tauri_plugin_dialog::DialogExt;
use tauri_plugin_window_state::StateFlags;
use tokio::sync::broadcast::error::RecvError;

#[tauri::command]
async fn call(
    api: State<'_, Api>,
    name: String,
    input: serde_json::Value,
) -> Result<serde_json::Value, WireError> {
    api.call(name, input).await
}

fn main() {
    commonplace_api::worker::enter();
    #[cfg(target_os = "linux")]
    without_dmabuf();
    let arguments = arguments::read(std::env::args_os().skip(1));
    let listener = match &arguments {
        Ok((library, asked)) => match instance::claim(library, asked) {
            Ok(Claim::HandedOver) => return,
            Ok(Claim::Ours(listener)) => Some(listener),
            // Two windows on one library do no harm; they are only not wanted.
            Err(error) => {
                eprintln!("another window on this library is not noticed: {error}");
                None
            }
        },
        Err(_) => None,
    };
    // The library opens while the platform's toolkit starts.
    let desktop = Arc::new(Desktop::default());
    let opening = thread::spawn({
        let desktop = Arc::clone(&desktop);
        move || {
            let (library, asked) = arguments?;
            desktop.ask(asked);
            open(&library, desktop)
        }
    });
    #[cfg(target_os = "macos")]
    let links = Arc::clone(&desktop);
    let result = tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .plugin(
            tauri_plugin_window_state::Builder::default()
                .with_state_flags(StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED)
                .build(),
        )
        .invoke_handler(tauri::generate_handler![call])
        .register_asynchronous_uri_scheme_protocol("library", |context, request, responder| {
            let api = context.app_handle().try_state::<Api>().map(|api| api.inner().clone());
            async_runtime::spawn_blocking(move || {
                responder.respond(images::answer(api.as_ref(), &request))
            });
        })
        .setup(move |app| {
            desktop.attach(app.handle().clone());
            let opened = opening
                .join()
                .unwrap_or_else(|_| Err(WireError::internal("a panic while opening the library")));
            match opened {
                Ok((api, start)) => {
                    begin(app.handle(), api, &start)?;
                    if let Some(listener) = listener {
                        let app = app.handle().clone();
                        thread::spawn(move || {
                            instance::hear(&listener, move |asked| bring(&app, &desktop, asked));
                        });
                    }
                }
                // Without a library there is nothing to show but the reason.
                Err(error) => {
                    app.dialog()
                        .message(error.message)
                        .title("Commonplace")
                        .show(|_| std::process::exit(1));
                }
            }
            Ok(())
        })
        .build(tauri::generate_context!());
    match result {
        Ok(app) => app.run(move |_app, _event| {
            #[cfg(target_os = "macos")]
            if let tauri::RunEvent::Opened { urls } = _event {
                let mut asked = Asked::default();
                urls.into_iter().for_each(|url| arguments::take(url, &mut asked));
                bring(_app, &links, asked);
            }
        }),
        Err(error) => {
            eprintln!("Commonplace could not start: {error}");
            std::process::exit(1);
        }
    }
}

/// Shows the window, which then takes what a later start has brought.
fn bring(app: &AppHandle, desktop: &Desktop, asked: Asked) {
    desktop.ask(asked);
    let shown = app.get_webview_window("main").map_or(Ok(()), |window| {
        window.unminimize()?;
        window.show()?;
        window.set_focus()
    });
    if let Err(error) = shown.and_then(|()| app.emit("event", Event::Asked)) {
        eprintln!("the window did not come to the front: {error}");
    }
}

/// How long after the start a library is looked after: nobody should wait for it.
const UPKEEP_AFTER: std::time::Duration = std::time::Duration::from_secs(60);

/// WebKitGTK's DMA-BUF renderer leaves the window blank on some drivers (tauri-apps/tauri#5143), and the variable that
/// turns it off must be there before WebKit starts; whoever has set it knows better.
///
/// Without it WebKit paints with the processor, and nothing in this process draws with OpenGL. So GTK need not bring up
/// GLX, nor WebKit ask EGL which device renders: each reads the graphics driver, which takes a tenth of a second and
/// 18 MiB. WebKit asks only when the device is not named, and takes any name.
#[cfg(target_os = "linux")]
fn without_dmabuf() {
    const RENDERER: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
    if std::env::var_os(RENDERER).is_some_and(|value| value == "0") {
        return;
    }
    for (name, value) in
        [(RENDERER, "1"), ("GDK_GL", "disable"), ("WEBKIT_WEB_RENDER_DEVICE_FILE", "none")]
    {
        if let Err(error) = glib::setenv(name, value, false) {
            eprintln!("the window may come up late or stay blank: {name} cannot be set: {error}");
        }
    }
}

/// Opens the library, and asks it for what the page draws first.
fn open(library: &Path, desktop: Arc<Desktop>) -> Result<(Api, String), WireError> {
    let api = Api::open(library, IndexMode::Background, desktop)?;
    async_runtime::block_on(async {
        if let Err(error) = api.welcome().await {
            eprintln!("no sample article: {error}");
        }
        let start = api.start().await?;
        Ok((api, start))
    })
}

fn begin(app: &AppHandle, api: Api, start: &str) -> tauri::Result<()> {
    app.manage(api.clone());
    let window = window(app, start)?;
    forward_events(app.clone(), &api);
    let watching = api.clone();
    async_runtime::spawn(async move {
        if let Err(error) = watching.watch().await {
            eprintln!("changes by other programs are no longer seen: {error}");
        }
    });
    let keeping = api.clone();
    async_runtime::spawn(async move {
        tokio::time::sleep(UPKEEP_AFTER).await;
        if let Err(error) = keeping.daily().await {
            eprintln!("the daily upkeep failed: {error}");
        }
    });
    window.on_window_event(move |event| dropped(&api, event));
    Ok(())
}

/// The window. It shows our own page only, never another, and opens no others. The page finds the answer of
/// `window.start` in a global and need not ask for it.
fn window(app: &AppHandle, start: &str) -> tauri::Result<WebviewWindow> {
    WebviewWindowBuilder::new(app, "main", WebviewUrl::default())
        .initialization_script(format!("globalThis.commonplaceStart = {start};"))
        .title("Commonplace")
        .inner_size(1280.0, 820.0)
        .min_inner_size(480.0, 360.0)
        .background_color(Color(0xf6, 0xf4, 0xef, 0xff))
        .on_navigation(|url| {
            let ours = matches!(url.host_str(), Some("localhost" | "tauri.localhost"));
            (ours && matches!(url.scheme(), "tauri" | "http" | "https")) || url.scheme() == "about"
        })
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .build()
}

fn forward_events(app: AppHandle, api: &Api) {
    let mut events = api.events();
    async_runtime::spawn(async move {
        loop {
            let event = match events.recv().await {
                Ok(event) => event,
                // Whoever missed some asks anew for everything it shows.
                Err(RecvError::Lagged(_)) => {
                    Event::Changed { revision: 0, changes: Vec::new(), by_reading: false }
                }
                Err(RecvError::Closed) => return,
            };
            if let Err(error) = app.emit("event", event) {
                eprintln!("an event did not reach the window: {error}");
            }
        }
    });
}

fn dropped(api: &Api, event: &WindowEvent) {
    let WindowEvent::DragDrop(event) = event else { return };
    match event {
        DragDropEvent::Enter { .. } => api.drag(true),
        DragDropEvent::Drop { paths, .. } => {
            api.drag(false);
            let (api, paths) = (api.clone(), paths.clone());
            async_runtime::spawn(async move { api.save_dropped(paths).await });
        }
        DragDropEvent::Leave => api.drag(false),
        _ => {}
    }
}
