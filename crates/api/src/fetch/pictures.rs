//! The images of a page that was asked for, fetched with it so that nothing has to be when it is read.

use super::{Network, guard, ledger::Ledger};
use crate::{Task, wire::WireError};
use commonplace_core::{
    address,
    extract::{
        Wanted,
        images::{self, Resources},
    },
    sentence,
};
use commonplace_library::{Outcome, Purpose};
use reqwest::{Client, Url, header};
use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};
use tokio::{sync::Semaphore, task::JoinSet, time};

const ONE: Duration = Duration::from_secs(20);
const ALL: Duration = Duration::from_secs(60);
const AT_ONCE: usize = 6;
const REDIRECTS: usize = 3;
const ACCEPT: &str = "image/avif,image/webp,image/png,image/jpeg,image/gif,image/*;q=0.5";

impl Network {
    /// Fetches images, each on its own terms: one that does not come is simply not there.
    ///
    /// # Errors
    /// `cancelled`.
    pub(crate) async fn images(
        &self,
        wanted: &[Wanted],
        task: &Task,
    ) -> Result<Resources, WireError> {
        let addresses = wanted
            .iter()
            .filter_map(|wanted| Some((wanted.address.clone(), address::web(&wanted.address)?)));
        let addresses: Vec<(String, Url)> = addresses.take(images::MAX_COUNT).collect();
        let total = addresses.len();
        let mut found = Resources::new();
        if total == 0 {
            return Ok(found);
        }
        let client = self.client()?.clone();
        let doors = Arc::new(Semaphore::new(AT_ONCE));
        let left = Arc::new(AtomicUsize::new(images::MAX_IMAGES));
        let mut coming = JoinSet::new();
        for (name, url) in addresses {
            let (client, reachable) = (client.clone(), self.reachable);
            let ledger = self.ledger.clone();
            let (doors, left) = (Arc::clone(&doors), Arc::clone(&left));
            coming.spawn(async move {
                let _door = doors.acquire_owned().await.ok()?;
                let bytes = time::timeout(ONE, one(&client, url, reachable, &left, &ledger))
                    .await
                    .ok()??;
                Some((name, bytes))
            });
        }
        let until = time::Instant::now() + ALL;
        let mut done = 0;
        // What has not come in time stays away, and its requests end with the set.
        while let Ok(Some(image)) =
            task.unless_stopped(time::timeout_at(until, coming.join_next())).await?
        {
            done += 1;
            task.say(sentence!(
                "now-images",
                "Images: {done} of {total}",
                done = done,
                total = total
            ));
            if let Ok(Some((name, bytes))) = image {
                found.insert(name, bytes);
            }
        }
        Ok(found)
    }
}

async fn one(
    client: &Client,
    mut url: Url,
    reachable: guard::Reachable,
    left: &AtomicUsize,
    ledger: &Ledger,
) -> Option<Vec<u8>> {
    for _ in 0..=REDIRECTS {
        guard::check(&url, reachable).ok()?;
        let mut entry = ledger.begin(&url, Purpose::Image);
        let request = client.get(url.clone()).header(header::ACCEPT, ACCEPT);
        let mut response = request.send().await.ok()?;
        if response.status().is_redirection() {
            entry.ended(Outcome::Redirected);
            let to = response.headers().get(header::LOCATION)?.to_str().ok()?;
            url = address::web(url.join(to).ok()?.as_str())?;
            continue;
        }
        if !response.status().is_success() {
            return None;
        }
        let mut bytes = Vec::new();
        while let Some(chunk) = response.chunk().await.ok()? {
            entry.came(chunk.len());
            bytes.extend_from_slice(&chunk);
            let is_other = bytes.len() >= 16 && images::media_type(&bytes).is_none();
            if is_other || bytes.len() > images::MAX_IMAGE.min(left.load(Ordering::Relaxed)) {
                return None;
            }
        }
        images::media_type(&bytes)?;
        entry.ended(Outcome::Answered);
        let taken = left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| {
            left.checked_sub(bytes.len())
        });
        return taken.is_ok().then_some(bytes);
    }
    None
}
