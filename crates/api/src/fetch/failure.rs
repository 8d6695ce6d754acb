//! One clear sentence for each way in which a page does not come.

use super::guard::{NoSuchName, NotPublic};
use crate::wire::{ErrorKind, WireError};
use commonplace_core::{sentence, sentence::Sentence};
use reqwest::{
    StatusCode, Url,
    header::{self, HeaderMap},
};
use std::{error::Error, io};

pub(super) fn host(url: &Url) -> &str {
    url.host_str().unwrap_or("The site")
}

pub(super) fn refused(message: Sentence) -> WireError {
    WireError::new(ErrorKind::Refused, message)
}

pub(super) fn private(url: &Url) -> WireError {
    refused(sentence!(
        "fetch-private",
        "{host} lies in a private network, where nothing is fetched from.",
        host = host(url)
    ))
}

pub(super) fn too_large(url: &Url) -> WireError {
    WireError::new(
        ErrorKind::TooLarge,
        sentence!("fetch-too-large", "The page at {host} is larger than 50 MB.", host = host(url)),
    )
}

/// What an answer says that is no page.
///
/// # Errors
/// `notFound` or `refused`, each with a sentence.
pub(super) fn check_status(
    status: StatusCode,
    headers: &HeaderMap,
    url: &Url,
) -> Result<(), WireError> {
    if status.is_success() {
        return Ok(());
    }
    let host = host(url);
    Err(match status.as_u16() {
        404 | 410 => WireError::new(
            ErrorKind::NotFound,
            sentence!(
                "fetch-no-page",
                "{host} has no page at this address ({status}).",
                host = host,
                status = status
            ),
        ),
        402 => refused(sentence!(
            "fetch-payment",
            "{host} asks for a payment before it shows this page ({status}). If you can read it in your browser, copy it there and paste it here.",
            host = host,
            status = status
        )),
        401 => refused(sentence!(
            "fetch-sign-in",
            "{host} asks you to sign in before it shows this page ({status}). If you can read it in your browser, copy it there and paste it here.",
            host = host,
            status = status
        )),
        403 | 451 => refused(sentence!(
            "fetch-programs",
            "{host} does not show this page to programs ({status}). Open it in your browser, copy it, and paste it here.",
            host = host,
            status = status
        )),
        429 => refused(too_often(host, &wait(headers))),
        503 if headers.contains_key(header::RETRY_AFTER) => {
            refused(own_problem(host, status, &wait(headers)))
        }
        500..=599 => refused(own_problem(host, status, &Wait::Later)),
        _ => refused(sentence!(
            "fetch-status",
            "{host} answered {status}.",
            host = host,
            status = status
        )),
    })
}

/// When a site wants to be asked again.
enum Wait {
    Later,
    Seconds(u64),
    Minutes(u64),
    Hours(u64),
    /// A moment, as the site writes it.
    Until(String),
}

/// When a site wants to be asked again, as it says: in seconds, or at a moment.
fn wait(headers: &HeaderMap) -> Wait {
    let Some(wait) = headers.get(header::RETRY_AFTER).and_then(|value| value.to_str().ok()) else {
        return Wait::Later;
    };
    match wait.trim().parse::<u64>() {
        Ok(seconds @ 0..=120) => Wait::Seconds(seconds),
        Ok(seconds @ 121..=7_200) => Wait::Minutes(seconds.div_ceil(60)),
        Ok(seconds) => Wait::Hours(seconds.div_ceil(3_600)),
        Err(_) if wait.len() <= 40 && wait.is_ascii() => Wait::Until(wait.to_owned()),
        Err(_) => Wait::Later,
    }
}

fn too_often(host: &str, wait: &Wait) -> Sentence {
    match wait {
        Wait::Later => {
            sentence!("often", "{host} was asked too often. Try again later.", host = host)
        }
        Wait::Seconds(n) => sentence!(
            "often-seconds",
            "{host} was asked too often. Try again in {n} seconds.",
            host = host,
            n = n
        ),
        Wait::Minutes(n) => sentence!(
            "often-minutes",
            "{host} was asked too often. Try again in {n} minutes.",
            host = host,
            n = n
        ),
        Wait::Hours(n) => sentence!(
            "often-hours",
            "{host} was asked too often. Try again in {n} hours.",
            host = host,
            n = n
        ),
        Wait::Until(moment) => sentence!(
            "often-until",
            "{host} was asked too often. Try again after {moment}.",
            host = host,
            moment = moment
        ),
    }
}

fn own_problem(host: &str, status: StatusCode, wait: &Wait) -> Sentence {
    match wait {
        Wait::Later => sentence!(
            "fetch-problem",
            "{host} has a problem of its own ({status}). Try again later.",
            host = host,
            status = status
        ),
        Wait::Seconds(n) => sentence!(
            "fetch-problem-seconds",
            "{host} has a problem of its own ({status}). Try again in {n} seconds.",
            host = host,
            status = status,
            n = n
        ),
        Wait::Minutes(n) => sentence!(
            "fetch-problem-minutes",
            "{host} has a problem of its own ({status}). Try again in {n} minutes.",
            host = host,
            status = status,
            n = n
        ),
        Wait::Hours(n) => sentence!(
            "fetch-problem-hours",
            "{host} has a problem of its own ({status}). Try again in {n} hours.",
            host = host,
            status = status,
            n = n
        ),
        Wait::Until(moment) => sentence!(
            "fetch-problem-until",
            "{host} has a problem of its own ({status}). Try again after {moment}.",
            host = host,
            status = status,
            moment = moment
        ),
    }
}

/// Why nothing came, or not all of it.
pub(super) fn unreachable(url: &Url, error: &reqwest::Error) -> WireError {
    let mut causes = Vec::new();
    let (mut unknown_name, mut offline, mut refused) = (None, false, false);
    let mut cause: Option<&dyn Error> = Some(error);
    while let Some(error) = cause {
        if error.downcast_ref::<NotPublic>().is_some() {
            return private(url);
        }
        if error.downcast_ref::<NoSuchName>().is_some() {
            unknown_name = Some(error.to_string());
        }
        if let Some(error) = error.downcast_ref::<io::Error>() {
            use io::ErrorKind as Kind;
            offline |= matches!(
                error.kind(),
                Kind::NetworkUnreachable | Kind::NetworkDown | Kind::HostUnreachable
            );
            refused |= error.kind() == Kind::ConnectionRefused;
        }
        causes.push(error.to_string());
        cause = error.source();
    }
    let detail = causes.join(": ");
    let host = host(url);
    let certificate = detail.contains("certificate") || detail.contains("CertificateE");
    let (kind, message) = if let Some(name) = unknown_name {
        // The resolver's own words tell a name that does not exist from one that nobody could be asked about.
        if name.contains("Temporary failure") || name.contains("try again") {
            let message = sentence!(
                "fetch-offline",
                "There is no connection to the internet. Check it and try again."
            );
            (ErrorKind::Offline, message)
        } else {
            let message = sentence!(
                "fetch-no-site",
                "No site named {host} was found. Check the address, and that you are online.",
                host = host
            );
            (ErrorKind::Offline, message)
        }
    } else if offline {
        let message = sentence!(
            "fetch-network",
            "{host} cannot be reached: there is no connection to its network.",
            host = host
        );
        (ErrorKind::Offline, message)
    } else if error.is_timeout() {
        let message = sentence!(
            "fetch-late",
            "{host} did not answer in time. Check the connection and try again.",
            host = host
        );
        (ErrorKind::Offline, message)
    } else if certificate {
        let message = sentence!(
            "fetch-certificate",
            "{host} could not prove who it is (its certificate is not valid), so nothing was fetched.",
            host = host
        );
        (ErrorKind::Refused, message)
    } else if refused {
        (
            ErrorKind::Offline,
            sentence!(
                "fetch-no-server",
                "No web server answers at {host}. Check the address.",
                host = host
            ),
        )
    } else if error.is_connect() {
        let message = sentence!(
            "fetch-unreachable",
            "{host} cannot be reached securely or at all. Check the address and the connection.",
            host = host
        );
        (ErrorKind::Offline, message)
    } else {
        (
            ErrorKind::Offline,
            sentence!("fetch-part", "The page at {host} could not be fetched whole.", host = host),
        )
    };
    WireError::new(kind, message).with_detail(detail)
}

#[cfg(test)]
mod tests {
    use super::*;
    use reqwest::header::HeaderValue;

    #[test]
    fn a_time_to_wait_is_told_as_people_say_it() {
        for (value, said) in [
            ("30", "in 30 seconds"),
            ("600", "in 10 minutes"),
            ("86400", "in 24 hours"),
            ("Wed, 21 Oct 2026 07:28:00 GMT", "after Wed, 21 Oct 2026 07:28:00 GMT"),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static(value));
            let often = format!("a.example was asked too often. Try again {said}.");
            assert_eq!(too_often("a.example", &wait(&headers)).text, often);
            let problem = format!(
                "a.example has a problem of its own (503 Service Unavailable). Try again {said}."
            );
            let status = StatusCode::SERVICE_UNAVAILABLE;
            assert_eq!(own_problem("a.example", status, &wait(&headers)).text, problem);
        }
        let later = "a.example was asked too often. Try again later.";
        assert_eq!(too_often("a.example", &wait(&HeaderMap::new())).text, later);
    }
}
