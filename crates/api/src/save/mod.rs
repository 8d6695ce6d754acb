//! Saving: addresses, files, folders, zip files and pasted content, one outcome for each.

mod items;
mod making;
mod material;

pub(crate) use items::MAX_BYTES;
pub(crate) use material::{Material, Near};

use crate::{Api, Task, wire::*};
use commonplace_core::sentence;
use commonplace_core::{address, extract::Extraction, model::SourceKind};
use commonplace_library::{Incoming, Library, Op};
use items::{Item, expand};
use material::Given;
use std::path::PathBuf;

impl Api {
    pub(crate) async fn article_save(
        &self,
        input: SaveRequest,
    ) -> Result<Vec<SaveOutcome>, WireError> {
        let task = self.task(input.task);
        self.save(input.sources, &task, |_| {}).await
    }

    /// Saves each source, telling each outcome as it comes; one that fails does not keep the others from being saved.
    ///
    /// # Errors
    /// `invalidInput` where a source is none or several things, `cancelled`.
    pub async fn save(
        &self,
        sources: Vec<SaveSource>,
        task: &Task,
        mut each: impl FnMut(&SaveOutcome) + Send,
    ) -> Result<Vec<SaveOutcome>, WireError> {
        let act = self.as_one_act();
        let mut items = Vec::new();
        for source in sources {
            let (found, given) = self.disk(move |_| expand(source)).await?;
            items.extend(found.into_iter().map(|item| (item, given.clone())));
        }
        let total = u32::try_from(items.len()).unwrap_or(u32::MAX);
        let mut outcomes = Vec::with_capacity(items.len());
        for (done, (item, given)) in (0..).zip(items) {
            let label = item.label();
            task.step(done, total, label.as_str())?;
            let outcome = match act.save_item(item, given, task).await {
                Ok(outcome) => outcome,
                Err(error) if error.kind == ErrorKind::Cancelled => return Err(error),
                Err(error) => SaveOutcome {
                    source: label,
                    status: "failed".into(),
                    id: None,
                    title: None,
                    error: Some(error),
                },
            };
            each(&outcome);
            outcomes.push(outcome);
        }
        Ok(outcomes)
    }

    async fn save_item(
        &self,
        item: Item,
        given: Given,
        task: &Task,
    ) -> Result<SaveOutcome, WireError> {
        let (material, extraction) = self.read_item(item, &given, task).await?;
        let (written, title) = self
            .disk(move |library| {
                let incoming = Incoming {
                    title: given.title.as_deref(),
                    tags: &given.tags,
                    ..material.incoming()
                };
                let written = library.save_extracted(Op::Save, extraction, &incoming)?;
                let title = title(library, &written.value.0)?;
                Ok((written.map(|(id, status)| (id, status, material.label)), title))
            })
            .await?;
        let (id, status, source) = self.publish(written);
        Ok(SaveOutcome {
            source,
            status: status.as_str().into(),
            id: Some(id.to_string()),
            title: Some(title),
            error: None,
        })
    }

    /// Makes an article, not stored yet, of a source that stands for one thing; `address` is where it is known to come
    /// from, unless the source says so itself.
    ///
    /// # Errors
    /// `invalidInput` where the source is none or several things; those of saving it.
    pub(crate) async fn read_one(
        &self,
        source: SaveSource,
        address: Option<String>,
        task: &Task,
    ) -> Result<(Material, Extraction), WireError> {
        let (items, mut given) = self.disk(move |_| expand(source)).await?;
        given.source_url = given.source_url.or(address);
        let Ok([item]) = <[Item; 1]>::try_from(items) else {
            return Err(WireError::invalid(sentence!(
                "one-page",
                "Give one page; this source holds several."
            )));
        };
        self.read_item(item, &given, task).await
    }

    async fn read_item(
        &self,
        item: Item,
        given: &Given,
        task: &Task,
    ) -> Result<(Material, Extraction), WireError> {
        let mut material = self.material(item, task).await?;
        material.kind = material.kind.or(given.kind);
        material.url = material.url.or_else(|| given.source_url.clone());
        self.make_article(material, task).await
    }

    /// Gets the bytes of an item.
    async fn material(&self, item: Item, task: &Task) -> Result<Material, WireError> {
        let label = item.label();
        Ok(match item {
            Item::Failed(_, error) => return Err(error),
            Item::Url(url) => self.network.page(&url, task).await?,
            Item::File(path) => self.disk(move |_| Material::file(&path)).await?,
            Item::Zipped(label, zipped) => self.disk(move |_| zipped.material(&label)).await?,
            Item::Html(html) => Material {
                kind: Some(SourceKind::Html),
                charset: Some("utf-8".into()),
                ..Material::new(html.into_bytes(), label)
            },
            Item::Text(text) => Material {
                charset: Some("utf-8".into()),
                ..Material::new(text.into_bytes(), label)
            },
            Item::Bytes(bytes) => Material::new(bytes, label),
        })
    }

    /// Saves what was dropped on the window and tells it what became of each.
    pub async fn save_dropped(&self, paths: Vec<PathBuf>) {
        let sources = paths
            .iter()
            .map(|path| SaveSource {
                path: Some(path.display().to_string()),
                ..SaveSource::default()
            })
            .collect();
        let task = self.task(Some("drop".into()));
        let mut outcomes = Vec::new();
        let saved = self.save(sources, &task, |outcome| outcomes.push(outcome.clone())).await;
        if let Err(error) = saved {
            outcomes.push(SaveOutcome {
                source: String::new(),
                status: "failed".into(),
                id: None,
                title: None,
                error: Some(error),
            });
        }
        self.emit(Event::Dropped { outcomes });
    }

    /// Tells the window that something is being dragged over it, or no longer is.
    pub fn drag(&self, over: bool) {
        self.emit(Event::DragOver { over });
    }

    pub(crate) async fn article_paste(&self, _: Nothing) -> Result<Vec<SaveOutcome>, WireError> {
        let host = self.host.clone();
        let clipboard = self
            .disk(move |_| {
                host.read_clipboard().map_err(|e| {
                    WireError::new(
                        ErrorKind::Unsupported,
                        sentence!("clipboard-unread", "The clipboard could not be read."),
                    )
                    .with_detail(e)
                })
            })
            .await?;
        let text = clipboard.text.filter(|text| !text.trim().is_empty());
        let lone_address =
            text.as_deref().map(str::trim).filter(|text| !text.contains(char::is_whitespace));
        let mut source = SaveSource::default();
        match (lone_address.and_then(address::web), clipboard.html, &text) {
            (Some(_), _, Some(text)) => source.url = Some(text.trim().to_owned()),
            (_, Some(html), _) if !html.trim().is_empty() => source.html = Some(html),
            (_, _, Some(text)) => source.text = Some(text.clone()),
            _ => {
                return Err(WireError::invalid(sentence!(
                    "clipboard-empty",
                    "There is no text on the clipboard. Copy a passage, a page or an address first."
                )));
            }
        }
        self.article_save(SaveRequest { sources: vec![source], task: None }).await
    }
}

fn title(library: &Library, id: &commonplace_core::model::ArticleId) -> Result<String, WireError> {
    Ok(library.article(*id)?.metadata.title)
}
