//! `library://localhost/<hash>`: stored images, and nothing else.

use commonplace_api::{Api, wire::ErrorKind};
use tauri::http::{Request, Response, StatusCode, header};

/// The image that the address names: 64 hexadecimal digits after the slash. What is stored under a hash never
/// changes, so it may be kept for ever.
pub(crate) fn answer(api: Option<&Api>, request: &Request<Vec<u8>>) -> Response<Vec<u8>> {
    let hash = request.uri().path().trim_start_matches('/');
    let found = match api {
        Some(api) => api.image(hash),
        None => return status(StatusCode::SERVICE_UNAVAILABLE),
    };
    match found {
        Ok((kind, bytes)) => Response::builder()
            .header(header::CONTENT_TYPE, kind)
            .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
            .header(header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox")
            .header(header::CACHE_CONTROL, "max-age=31536000, immutable")
            .body(bytes)
            .unwrap_or_else(|_| status(StatusCode::INTERNAL_SERVER_ERROR)),
        Err(error) if error.kind == ErrorKind::NotFound => status(StatusCode::NOT_FOUND),
        Err(_) => status(StatusCode::INTERNAL_SERVER_ERROR),
    }
}

fn status(code: StatusCode) -> Response<Vec<u8>> {
    let mut response = Response::new(Vec::new());
    *response.status_mut() = code;
    response
}
