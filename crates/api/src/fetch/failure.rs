//! One clear sentence for each way in which a page does not come.

use super::guard::{NoSuchName, NotPublic};
use crate::wire::{ErrorKind, WireError};
use reqwest::{
    StatusCode, Url,
    header::{self, HeaderMap},
};
use std::{error::Error, io};

pub(super) fn host(url: &Url) -> &str {
    url.host_str().unwrap_or("The site")
}

pub(super) fn refused(message: String) -> WireError {
    WireError::new(ErrorKind::Refused, message)
}

pub(super) fn private(url: &Url) -> WireError {
    refused(format!("{} lies in a private network, where nothing is fetched from.", host(url)))
}

pub(super) fn too_large(url: &Url) -> WireError {
    WireError::new(ErrorKind::TooLarge, format!("The page at {} is larger than 50 MB.", host(url)))
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
            format!("{host} has no page at this address ({status})."),
        ),
        402 => refused(format!(
            "{host} asks for a payment before it shows this page ({status}). If you can read it in your browser, copy it there and paste it here."
        )),
        401 => refused(format!(
            "{host} asks you to sign in before it shows this page ({status}). If you can read it in your browser, copy it there and paste it here."
        )),
        403 | 451 => refused(format!(
            "{host} does not show this page to programs ({status}). Open it in your browser, copy it, and paste it here."
        )),
        429 => refused(format!("{host} was asked too often. Try again {}.", retry(headers))),
        503 if headers.contains_key(header::RETRY_AFTER) => refused(format!(
            "{host} has a problem of its own ({status}). Try again {}.",
            retry(headers)
        )),
        500..=599 => {
            refused(format!("{host} has a problem of its own ({status}). Try again later."))
        }
        _ => refused(format!("{host} answered {status}.")),
    })
}

/// When a site wants to be asked again, as it says: in seconds, or at a moment.
fn retry(headers: &HeaderMap) -> String {
    let Some(wait) = headers.get(header::RETRY_AFTER).and_then(|value| value.to_str().ok()) else {
        return "later".to_owned();
    };
    match wait.trim().parse::<u64>() {
        Ok(1) => "in a second".to_owned(),
        Ok(seconds @ 0..=120) => format!("in {seconds} seconds"),
        Ok(seconds @ 121..=7_200) => format!("in {} minutes", seconds.div_ceil(60)),
        Ok(seconds) => format!("in {} hours", seconds.div_ceil(3_600)),
        Err(_) if wait.len() <= 40 && wait.is_ascii() => format!("after {wait}"),
        Err(_) => "later".to_owned(),
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
            let message =
                "There is no connection to the internet. Check it and try again.".to_owned();
            (ErrorKind::Offline, message)
        } else {
            let message = format!(
                "No site named {host} was found. Check the address, and that you are online."
            );
            (ErrorKind::Offline, message)
        }
    } else if offline {
        let message = format!("{host} cannot be reached: there is no connection to its network.");
        (ErrorKind::Offline, message)
    } else if error.is_timeout() {
        let message = format!("{host} did not answer in time. Check the connection and try again.");
        (ErrorKind::Offline, message)
    } else if certificate {
        let message = format!(
            "{host} could not prove who it is (its certificate is not valid), so nothing was fetched."
        );
        (ErrorKind::Refused, message)
    } else if refused {
        (ErrorKind::Offline, format!("No web server answers at {host}. Check the address."))
    } else if error.is_connect() {
        let message = format!(
            "{host} cannot be reached securely or at all. Check the address and the connection."
        );
        (ErrorKind::Offline, message)
    } else {
        (ErrorKind::Offline, format!("The page at {host} could not be fetched whole."))
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
            ("1", "in a second"),
            ("30", "in 30 seconds"),
            ("600", "in 10 minutes"),
            ("86400", "in 24 hours"),
            ("Wed, 21 Oct 2026 07:28:00 GMT", "after Wed, 21 Oct 2026 07:28:00 GMT"),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static(value));
            assert_eq!(retry(&headers), said);
        }
        assert_eq!(retry(&HeaderMap::new()), "later");
    }
}
