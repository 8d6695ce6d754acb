//! Fetching one page that a person asked for with what it shows, and nothing else. No cookies, no Referer, no proxy.

mod failure;
mod guard;
mod ledger;
mod pictures;
#[cfg(test)]
mod tests;

use crate::{
    Task,
    save::{MAX_BYTES, Material, Near},
    wire::{ErrorKind, WireError},
};
use commonplace_core::{
    address,
    extract::{Signs, signs},
};
use commonplace_core::{sentence, sentence::Sentence};
use commonplace_library::{Library, Outcome, Purpose};
use failure::{host, refused};
use guard::{Guarded, Reachable};
use ledger::{Entry, Ledger};
use reqwest::{
    Client, Response, Url,
    header::{self, HeaderMap},
    redirect::Policy,
};
use std::{
    sync::{Arc, OnceLock},
    time::Duration,
};

const CONNECT: Duration = Duration::from_secs(10);
const TOTAL: Duration = Duration::from_secs(60);
/// Steps from one address to the next at most, by whatever means a page leads on.
const REDIRECTS: usize = 5;
const AGENT: &str =
    concat!("Mozilla/5.0 (compatible; Commonplace/", env!("CARGO_PKG_VERSION"), ")");
const ACCEPT: &str = "text/html,application/xhtml+xml,text/markdown,text/plain;q=0.9,application/pdf;q=0.8,*/*;q=0.1";
/// Progress is told each time so many bytes have come.
const TOLD_EACH: usize = 256 * 1024;

/// The way to the network.
pub(crate) struct Network {
    reachable: Reachable,
    client: OnceLock<Client>,
    ledger: Ledger,
}

/// An answer that is a page.
struct Page {
    url: Url,
    bytes: Vec<u8>,
    charset: Option<String>,
}

impl Network {
    /// The public internet, and nothing else; every request is written down in this library's ledger.
    pub(crate) fn public(library: Library) -> Self {
        let ledger = Ledger::of(library);
        Self { reachable: guard::is_public, client: OnceLock::new(), ledger }
    }

    /// Every address that `reachable` allows. For tests, whose server is on this computer.
    #[cfg(test)]
    pub(crate) fn of(reachable: Reachable) -> Self {
        Self { reachable, client: OnceLock::new(), ledger: Ledger::default() }
    }

    /// Fetches a page, following it to where it really lies: through redirects, to the page that it turns to by
    /// itself, and from a short version for phones to the whole.
    ///
    /// # Errors
    /// `invalidInput`, `refused`, `offline`, `notFound`, `tooLarge`, `unsupported` or `cancelled`, each with a sentence.
    pub(crate) async fn page(&self, address: &str, task: &Task) -> Result<Material, WireError> {
        let label = address.to_owned();
        let url = address::web(address).ok_or_else(|| {
            WireError::invalid(sentence!(
                "no-address",
                "“{address}” is not a web address. It must begin with http:// or https://.",
                address = address
            ))
        })?;
        let mut steps = REDIRECTS;
        let mut page = self.get(url, &mut steps, task).await?;
        let mut signs = read_signs(&page).await;
        while let Some(to) = signs.turns_to.take().filter(|_| steps > 0) {
            steps -= 1;
            page = self.get(to, &mut steps, task).await?;
            signs = read_signs(&page).await;
        }
        if let Some(whole) = signs.short_for.take().filter(|_| steps > 0) {
            steps -= 1;
            match self.get(whole, &mut steps, task).await {
                Ok(better) => {
                    page = better;
                    signs = read_signs(&page).await;
                }
                Err(error) if error.kind == ErrorKind::Cancelled => return Err(error),
                // The short version is here, and better than nothing.
                Err(_) => {}
            }
        }
        Ok(Material {
            url: Some(page.url.into()),
            charset: page.charset,
            near: Near::Web,
            doubts: doubts(&signs),
            ..Material::new(page.bytes, label)
        })
    }

    async fn get(&self, mut url: Url, steps: &mut usize, task: &Task) -> Result<Page, WireError> {
        let client = self.client()?;
        loop {
            guard::check(&url, self.reachable)?;
            task.say(sentence!("now-asking", "Asking {host}", host = host(&url)));
            let mut entry = self.ledger.begin(&url, Purpose::Page);
            let request = client.get(url.clone()).header(header::ACCEPT, ACCEPT);
            let response = task
                .unless_stopped(request.send())
                .await?
                .map_err(|error| failure::unreachable(&url, &error))?;
            match response.headers().get(header::LOCATION) {
                Some(to) if response.status().is_redirection() => {
                    entry.ended(Outcome::Redirected);
                    let next = to.to_str().ok().and_then(|to| url.join(to).ok());
                    let next = next.and_then(|next| address::web(next.as_str()));
                    if *steps == 0 {
                        return Err(refused(sentence!(
                            "fetch-redirects",
                            "{host} redirects more than {times} times.",
                            host = host(&url),
                            times = REDIRECTS
                        )));
                    }
                    *steps -= 1;
                    url = next.ok_or_else(|| {
                        refused(sentence!(
                            "fetch-leads-off",
                            "{host} leads to an address that is not on the web.",
                            host = host(&url)
                        ))
                    })?;
                }
                _ => return read(response, url, task, &mut entry).await,
            }
        }
    }

    fn client(&self) -> Result<&Client, WireError> {
        if let Some(client) = self.client.get() {
            return Ok(client);
        }
        let client = Client::builder()
            .user_agent(AGENT)
            .connect_timeout(CONNECT)
            .timeout(TOTAL)
            .redirect(Policy::none())
            .referer(false)
            .no_proxy()
            .dns_resolver(Arc::new(Guarded(self.reachable)))
            .build()
            .map_err(WireError::internal)?;
        Ok(self.client.get_or_init(|| client))
    }
}

async fn read_signs(page: &Page) -> Signs {
    let (bytes, charset, url) = (page.bytes.clone(), page.charset.clone(), page.url.to_string());
    let read = move || signs(&bytes, charset.as_deref(), &url);
    // A page that cannot be looked at shows no signs.
    tokio::task::spawn_blocking(read).await.unwrap_or_default()
}

/// What a person should know about a page that may not be all there.
fn doubts(signs: &Signs) -> Vec<Sentence> {
    let mut doubts = Vec::new();
    if signs.paywalled {
        doubts.push(sentence!(
            "doubt-paywall",
            "The site shows only the beginning of this page to those who do not pay. If you can read it in your browser, copy it there and paste it here."
        ));
    }
    if signs.needs_scripts {
        doubts.push(sentence!(
            "doubt-scripts",
            "This page shows next to nothing without JavaScript, which is not run here. Open it in your browser, copy it, and paste it here."
        ));
    }
    doubts
}

async fn read(
    mut response: Response,
    url: Url,
    task: &Task,
    entry: &mut Entry,
) -> Result<Page, WireError> {
    failure::check_status(response.status(), response.headers(), &url)?;
    let charset = content_type(response.headers(), &url)?;
    if response.content_length().is_some_and(|length| length > MAX_BYTES) {
        return Err(failure::too_large(&url));
    }
    let mut bytes = Vec::new();
    let mut told = 0;
    // Counted as they come out of the compression, which a header may say nothing about.
    while let Some(chunk) = task
        .unless_stopped(response.chunk())
        .await?
        .map_err(|error| failure::unreachable(&url, &error))?
    {
        entry.came(chunk.len());
        bytes.extend_from_slice(&chunk);
        if bytes.len() as u64 > MAX_BYTES {
            return Err(failure::too_large(&url));
        }
        if bytes.len() - told >= TOLD_EACH {
            told = bytes.len();
            task.say(sentence!(
                "now-loading",
                "{host}: {size} KB",
                host = host(&url),
                size = told / 1024
            ));
        }
    }
    entry.ended(Outcome::Answered);
    Ok(Page { url, bytes, charset })
}

/// The encoding that a Content-Type declares.
///
/// # Errors
/// `unsupported` for what is no document.
fn content_type(headers: &HeaderMap, url: &Url) -> Result<Option<String>, WireError> {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or("text/html")
        .to_ascii_lowercase();
    let media = kind.split(';').next().unwrap_or_default().trim();
    let document = media.starts_with("text/")
        || [
            "application/xhtml+xml",
            "application/xml",
            "application/pdf",
            "application/epub+zip",
            "application/octet-stream",
            "application/x-webarchive",
            "application/x-mimearchive",
            "multipart/related",
            "message/rfc822",
        ]
        .contains(&media);
    if !document {
        return Err(WireError::new(
            ErrorKind::Unsupported,
            sentence!(
                "fetch-media",
                "{host} sent a file of the kind {media}, which cannot be read as an article yet.",
                host = host(url),
                media = media
            ),
        ));
    }
    Ok(kind
        .split(';')
        .filter_map(|part| part.trim().strip_prefix("charset="))
        .map(|name| name.trim_matches(['"', '\'']).to_owned())
        .next())
}
