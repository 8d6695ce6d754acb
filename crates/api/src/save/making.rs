//! From bytes to an article: here, or in a process of its own where they are heavy or doubtful.

use super::material::{self, Material, Near};
use crate::{
    Api, Task,
    wire::{ErrorKind, WireError},
    worker::{self, Died, Guard, Worker},
};
use commonplace_core::extract::{self, Extraction, Rule, Wanted, Wish, images::Resources};
use commonplace_core::{sentence, sentence::Sentence};
use commonplace_library::sha256_hex;
use serde_json::Value;
use std::sync::Arc;
use tokio::task::spawn_blocking;

/// The setting of how articles are saved, and the value in it that says whether images come with a page.
const SAVING: &str = "saving";
const FETCH_IMAGES: &str = "fetchImages";

/// What a person is told of a source that could not be read within the limits.
fn too_much() -> Sentence {
    sentence!(
        "doubt-too-much",
        "This could not be read as an article: it is too large, too deep or damaged. Its text is shown as it stands, and the original is kept."
    )
}

/// An article, and the images of it that its source does not hold: what that calls each, and the hash of its bytes.
type Made = (Extraction, Vec<(String, String)>);

impl Api {
    /// Makes an article of bytes, with the images that can be had from where they came from. What cannot be read within
    /// the limits becomes an article that shows its text and says so.
    ///
    /// # Errors
    /// `unreadable` for what no article can be made of, `cancelled`.
    pub(crate) async fn make_article(
        &self,
        material: Material,
        task: &Task,
    ) -> Result<(Material, Extraction), WireError> {
        material.check()?;
        let material = Arc::new(material);
        let wish = self.wish(&material).await?;
        let made = self.made(&material, wish, task).await?;
        let (mut extraction, brought) = match made {
            Ok(made) => made,
            Err(Died) => {
                let material = Arc::clone(&material);
                (
                    self.disk(move |_| Ok(extract::raw(&material.source(), too_much()))).await?,
                    Vec::new(),
                )
            }
        };
        extraction.receipt.doubts.extend(material.doubts.iter().cloned());
        Ok((Material { brought, ..Arc::unwrap_or_clone(material) }, extraction))
    }

    /// The same for a source that became an article before, with another rule than those there are: what cannot be read within the limits is an error.
    ///
    /// # Errors
    /// `unreadable`, `cancelled`.
    pub(crate) async fn make_whole_article(
        &self,
        material: Material,
        rule: Option<Rule>,
        task: &Task,
    ) -> Result<(Material, Extraction), WireError> {
        material.check()?;
        let material = Arc::new(material);
        let mut wish = self.wish(&material).await?;
        wish.rules.extend(rule);
        let Ok((extraction, brought)) = self.made(&material, wish, task).await? else {
            let message = sentence!(
                "too-hard",
                "“{label}” is too large, too deep or damaged to be read as an article.",
                label = material.label
            );
            return Err(WireError::new(ErrorKind::Unreadable, message));
        };
        Ok((Material { brought, ..Arc::unwrap_or_clone(material) }, extraction))
    }

    /// What is wanted of a source: a reading, and what there are rules for.
    async fn wish(&self, material: &Material) -> Result<Wish, WireError> {
        let rules = self.disk(|library| Ok(library.rules()?)).await?;
        let rules = rules.into_iter().map(|rule| rule.rule).collect();
        Ok(Wish::new(material.reading, rules))
    }

    async fn made(
        &self,
        material: &Arc<Material>,
        wish: Wish,
        task: &Task,
    ) -> Result<Result<Made, Died>, WireError> {
        let bytes = Arc::clone(material);
        let heavy = self.disk(move |_| Ok(extract::is_heavy(&bytes.bytes))).await?;
        if heavy && worker::is_there() {
            self.apart(material, wish, task).await
        } else {
            self.here(material, wish, task).await
        }
    }

    /// In this process. A panic is a kind of dying here.
    async fn here(
        &self,
        material: &Arc<Material>,
        wish: Wish,
        task: &Task,
    ) -> Result<Result<Made, Died>, WireError> {
        let source = Arc::clone(material);
        let begun = spawn_blocking(move || extract::begin_as(&source.source(), &wish)).await;
        let Ok(begun) = begun else { return Ok(Err(Died)) };
        let brought = self.images(&material.near, begun.wanted(), task).await?;
        let sealed = spawn_blocking(move || {
            let extraction = begun.seal(&brought);
            (named(&brought, &extraction), extraction)
        });
        Ok(sealed.await.map(|(brought, extraction)| (extraction, brought)).map_err(|_| Died))
    }

    /// In a worker, which ends when it takes too much, or when a person stops it.
    async fn apart(
        &self,
        material: &Arc<Material>,
        wish: Wish,
        task: &Task,
    ) -> Result<Result<Made, Died>, WireError> {
        let document = extract::is_document(&material.bytes);
        let guard = Guard::new(if document { worker::DOCUMENT } else { worker::PAGE });
        let (source, watched) = (Arc::clone(material), guard.clone());
        let begun = spawn_blocking(move || Worker::begin(&source.source(), &wish, &watched));
        let begun = async { begun.await.unwrap_or(Err(Died)) };
        let (worker, wanted) = match stoppable(&guard, task, begun).await? {
            Ok(begun) => begun,
            Err(Died) => return Ok(Err(Died)),
        };
        let brought = self.images(&material.near, wanted, task).await?;
        let sealed = spawn_blocking(move || {
            let extraction = worker.seal(&brought)?;
            let brought = named(&brought, &extraction);
            Ok((extraction, brought))
        });
        let sealed = async { sealed.await.unwrap_or(Err(Died)) };
        stoppable(&guard, task, sealed).await
    }

    async fn images(
        &self,
        near: &Near,
        wanted: Vec<Wanted>,
        task: &Task,
    ) -> Result<Resources, WireError> {
        if wanted.is_empty() {
            return Ok(Resources::new());
        }
        match near.clone() {
            Near::Nothing => Ok(Resources::new()),
            Near::Folder(folder) => {
                self.disk(move |_| Ok(material::beside(&folder, &wanted))).await
            }
            Near::Zip(zipped) => self.disk(move |_| Ok(material::zipped(&zipped, &wanted))).await,
            Near::Web if self.fetches_images().await? => self.network.images(&wanted, task).await,
            Near::Web => Ok(Resources::new()),
            Near::Kept(known) => {
                self.disk(move |library| Ok(material::kept(library, &known, &wanted))).await
            }
        }
    }

    /// Whether a person wants the images of a page when they save its address.
    async fn fetches_images(&self) -> Result<bool, WireError> {
        let setting = self.disk(|library| Ok(library.setting(SAVING)?)).await?;
        // What is missing or damaged keeps its default.
        let setting = setting.and_then(|text| serde_json::from_str::<Value>(&text).ok());
        Ok(setting.and_then(|saving| saving.get(FETCH_IMAGES)?.as_bool()).unwrap_or(true))
    }
}

/// The images of those brought that an article shows, by what its source calls each.
fn named(brought: &Resources, extraction: &Extraction) -> Vec<(String, String)> {
    let mut named: Vec<(String, String)> = brought
        .iter()
        .map(|(address, bytes)| (address.clone(), sha256_hex(bytes)))
        .filter(|(_, hash)| extraction.pictures.iter().any(|picture| picture.hash == *hash))
        .collect();
    named.sort();
    named
}

/// Waits for a worker, and ends it when a person stops the work.
async fn stoppable<T>(
    guard: &Guard,
    task: &Task,
    work: impl Future<Output = Result<T, Died>>,
) -> Result<Result<T, Died>, WireError> {
    task.unless_stopped(guard.within(work)).await.inspect_err(|_| guard.end())
}
