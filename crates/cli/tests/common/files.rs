//! Files of every kind that an article can come from, made here.

use std::io::{Cursor, Write};
use zip::{ZipWriter, write::SimpleFileOptions};

/// A picture of 30 × 20 pixels, as bytes and in base64.
pub(crate) const GIF: &[u8] = b"GIF89a\x1e\x00\x14\x00\x00\x00\x00;";
pub(crate) const GIF_BASE64: &str = "R0lGODlhHgAUAAAAADs=";

/// A page and its picture as browsers save them in one file.
pub(crate) fn mhtml(page: &str) -> String {
    let page = page.replace('=', "=3D").replace("What lies", "What=\r\n lies");
    format!(
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.com/table\r\nSubject: The table\r\n\
         MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"--MB--x\"\r\n\r\n\
         ----MB--x\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\
         Content-Location: https://example.com/table\r\n\r\n{page}\r\n\
         ----MB--x\r\nContent-Type: image/gif\r\nContent-ID: <one@x>\r\nContent-Transfer-Encoding: base64\r\n\
         Content-Location: https://example.com/a/table.gif\r\n\r\n{GIF_BASE64}\r\n----MB--x--\r\n"
    )
}

/// A zip file.
pub(crate) fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A PDF of two pages in a font that every reader has.
pub(crate) fn pdf(pages: [&str; 2]) -> Vec<u8> {
    let content = |text: &str| {
        let stream = format!("BT /F1 12 Tf 72 700 Td ({text}) Tj ET");
        format!("<< /Length {} >>\nstream\n{stream}\nendstream", stream.len())
    };
    let page = |content: u8| {
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {content} 0 R \
             /Resources << /Font << /F1 7 0 R >> >> >>"
        )
    };
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>".to_owned(),
        page(5),
        page(6),
        content(pages[0]),
        content(pages[1]),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
            .to_owned(),
        "<< /Title (Tables and chairs) /Author (Ada Moor; Ben Lund) >>".to_owned(),
    ];
    let mut out = String::from("%PDF-1.4\n");
    let mut places = Vec::new();
    for (number, object) in (1..).zip(&objects) {
        places.push(out.len());
        out.push_str(&format!("{number} 0 obj\n{object}\nendobj\n"));
    }
    let table = out.len();
    out.push_str(&format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1));
    for place in places {
        out.push_str(&format!("{place:010} 00000 n \n"));
    }
    out.push_str(&format!(
        "trailer\n<< /Size {} /Root 1 0 R /Info 8 0 R >>\nstartxref\n{table}\n%%EOF\n",
        objects.len() + 1
    ));
    out.into_bytes()
}

/// A book of two chapters with a picture.
pub(crate) fn book(chapters: [&str; 2]) -> Vec<u8> {
    let package = "<?xml version=\"1.0\"?><package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\">\
        <metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>Keeping</dc:title>\
        <dc:creator>Ada Moor</dc:creator><dc:language>en</dc:language><dc:date>2024-05-01</dc:date></metadata>\
        <manifest><item id=\"n\" href=\"nav.xhtml\" properties=\"nav\" media-type=\"application/xhtml+xml\"/>\
        <item id=\"b\" href=\"text/b.xhtml\" media-type=\"application/xhtml+xml\"/>\
        <item id=\"a\" href=\"text/a.xhtml\" media-type=\"application/xhtml+xml\"/></manifest>\
        <spine><itemref idref=\"n\"/><itemref idref=\"a\"/><itemref idref=\"b\"/></spine></package>";
    let navigation = "<html xmlns=\"http://www.w3.org/1999/xhtml\"><body><nav><ol><li><a href=\"text/a.xhtml\">One</a></li>\
        <li><a href=\"text/b.xhtml\">Two</a></li></ol></nav></body></html>";
    let [first, second] = chapters;
    let (first, second) = (
        format!(
            "<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title/></head><body><p>{first}</p><p><img src=\"../images/t.gif\" alt=\"A table\"/></p></body></html>"
        ),
        format!(
            "<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>x</title></head><body><h1>The second</h1><p>{second}</p></body></html>"
        ),
    );
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    writer.start_file("mimetype", stored).unwrap();
    writer.write_all(b"application/epub+zip").unwrap();
    for (name, content) in [
        (
            "META-INF/container.xml",
            &b"<container><rootfiles><rootfile full-path=\"OEBPS/book.opf\"/></rootfiles></container>"[..],
        ),
        ("OEBPS/book.opf", package.as_bytes()),
        ("OEBPS/nav.xhtml", navigation.as_bytes()),
        ("OEBPS/text/a.xhtml", first.as_bytes()),
        ("OEBPS/text/b.xhtml", second.as_bytes()),
        ("OEBPS/images/t.gif", GIF),
    ] {
        writer.start_file(name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}
