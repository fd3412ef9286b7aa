//! The page on a local address, with the headers that a real host has to send.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use anyhow::{Context, Result, anyhow};
use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use tower_http::services::ServeDir;

use crate::build;
use crate::headers::Rules;
use crate::layout::Layout;

/// A running server; it ends with the process.
#[derive(Debug)]
pub(crate) struct Server {
    /// The address of the page.
    pub(crate) url: String,
    thread: JoinHandle<Result<()>>,
}

/// Sets up, builds and serves the page until interrupted.
pub(crate) fn run(layout: &Layout, port: u16) -> Result<()> {
    // A port that is taken is told now, not after the build; it is free again for the server below.
    drop(listen(port)?);
    build::run(layout)?;
    let server = start(layout, port)?;
    println!("serving {}", server.url);
    server.thread.join().map_err(|_| anyhow!("the server stopped"))?
}

/// Starts a server of the built page; port 0 takes a free one.
pub(crate) fn start(layout: &Layout, port: u16) -> Result<Server> {
    let rules = Rules::read(&layout.root.join("xtask/headers.json"))?;
    start_in(layout.site(), rules, port)
}

fn start_in(folder: PathBuf, rules: Rules, port: u16) -> Result<Server> {
    let listener = listen(port)?;
    listener.set_nonblocking(true)?;
    let url = format!("http://{}/", listener.local_addr()?);
    let thread = thread::spawn(move || serve(listener, &folder, rules));
    Ok(Server { url, thread })
}

fn listen(port: u16) -> Result<TcpListener> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    TcpListener::bind(address).with_context(|| format!("could not listen on {address}; `--port 0` takes a free port"))
}

fn serve(listener: TcpListener, folder: &Path, rules: Rules) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        axum::serve(listener, router(folder, rules)).await?;
        Ok(())
    })
}

fn router(folder: &Path, rules: Rules) -> Router {
    Router::new().fallback_service(ServeDir::new(folder)).layer(from_fn_with_state(Arc::new(rules), with_headers))
}

async fn with_headers(State(rules): State<Arc<Rules>>, request: Request, next: Next) -> Response {
    let headers = rules.of(request.uri().path());
    let mut response = next.run(request).await;
    response.headers_mut().extend(headers);
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::io::{Read, Write};
    use std::net::TcpStream;

    fn get(server: &Server, path: &str) -> String {
        let address = server.url.trim_start_matches("http://").trim_end_matches('/');
        let mut stream = TcpStream::connect(address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    fn site() -> PathBuf {
        let folder = std::env::temp_dir().join(format!("arrears-serve-{}", std::process::id()));
        fs::create_dir_all(folder.join("assets")).unwrap();
        fs::write(folder.join("index.html"), "<!doctype html>").unwrap();
        fs::write(folder.join("assets/engine-worker-1.js"), "self").unwrap();
        fs::write(folder.join("assets/engine.wasm"), "engine").unwrap();
        folder
    }

    #[test]
    fn files_come_with_their_types_and_headers() {
        let folder = site();
        let rules = Rules::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("headers.json")).unwrap();
        let server = start_in(folder.clone(), rules, 0).unwrap();
        let page = get(&server, "/");
        assert!(page.starts_with("HTTP/1.1 200") && page.contains("content-type: text/html"), "{page}");
        assert!(page.contains("script-src 'self';") && !page.contains("wasm"), "{page}");
        let worker = get(&server, "/assets/engine-worker-1.js");
        assert!(worker.contains("content-type: text/javascript"), "{worker}");
        assert!(worker.contains("'wasm-unsafe-eval'"), "{worker}");
        assert_eq!(worker.matches("content-security-policy").count(), 1, "{worker}");
        assert!(get(&server, "/assets/engine.wasm").contains("content-type: application/wasm"));
        let absent = get(&server, "/absent.js");
        assert!(absent.starts_with("HTTP/1.1 404") && absent.contains("nosniff"), "{absent}");
        assert!(get(&server, "/../Cargo.toml").starts_with("HTTP/1.1 404"));
        fs::remove_dir_all(folder).unwrap();
    }
}
