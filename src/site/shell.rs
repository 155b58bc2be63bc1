//! The page that Trunk builds, as the mould of every static page: its head loads the app, its body is ours.

use maud::{Markup, PreEscaped, html};

use super::{Error, tags::tags};

/// Trunk's page cut into what is kept. What is particular to a page (language, title, description, body) is not.
#[derive(Debug)]
pub struct Shell {
    /// What the head loads and declares for every page.
    head: String,
    /// The site's own address, as `<base>` has it: it ends with a slash.
    base: String,
}

impl Shell {
    /// Cuts a page.
    ///
    /// # Errors
    /// [`Error::Shell`] if it is none that Trunk builds from the project's `index.html`.
    pub fn cut(page: &str) -> Result<Self, Error> {
        let mut all = tags(page);
        let root = all.find(|tag| tag.starts("html")).ok_or(Error::Shell("no <html>"))?;
        // An optimised page leaves <head> out and begins with what stands in it.
        let (mut head, mut from, mut base) = (String::new(), root.place.end, None);
        for tag in all {
            let is_description = tag.starts("meta") && tag.get("name").as_deref() == Some("description");
            let is_end = tag.ends("head") || tag.starts("body");
            if tag.starts("base") {
                base = tag.get("href");
            }
            if is_end || is_description || tag.starts("head") || tag.starts("title") {
                head.push_str(page[from..tag.place.start].trim());
            }
            if is_end {
                let base = base.filter(|base| base.ends_with('/'));
                let base = base.ok_or(Error::Shell("no <base> that ends with a slash"))?;
                let loads = ["type=module", "type=\"module\""].iter().any(|module| head.contains(module));
                return if loads {
                    Ok(Self { head, base })
                } else {
                    Err(Error::Shell("nothing that loads the app"))
                };
            }
            if is_description || tag.starts("head") || tag.ends("title") {
                from = tag.place.end;
            }
        }
        Err(Error::Shell("no end of the head"))
    }

    /// The site's own address: a path, or a host with a path; it ends with a slash.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// A whole page.
    pub fn page(&self, language: &str, title: &str, head: &Markup, body: &Markup) -> String {
        html! {
            (PreEscaped("<!doctype html>"))
            html lang=(language) {
                head {
                    (PreEscaped(&self.head))
                    title { (title) }
                    (head)
                }
                body { (body) }
            }
        }
        .into_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As Trunk 0.21 minifies it.
    const PAGE: &str = "<!doctype html><html lang=en><meta charset=utf-8><base href=/sub/><title>Old <i></title>\
        <meta content=\"x\" name=viewport><meta content=\"Old.\" name=description><script type=module>'</head>'</script>\
        <link href=/a.css rel=stylesheet></head><body><noscript><p>Old</noscript></body></html>";

    #[test]
    fn what_loads_the_app_is_kept_and_what_is_particular_is_not() {
        let shell = Shell::cut(PAGE).expect("is a page of Trunk's");
        let page = shell.page("es", "Uno & <dos>", &html! { meta name="x"; }, &html! { p { "Nuevo" } });
        assert_eq!(
            page,
            "<!doctype html><html lang=\"es\"><head><meta charset=utf-8><base href=/sub/>\
             <meta content=\"x\" name=viewport><script type=module>'</head>'</script>\
             <link href=/a.css rel=stylesheet><title>Uno &amp; &lt;dos&gt;</title><meta name=\"x\"></head>\
             <body><p>Nuevo</p></body></html>"
        );
        assert_eq!(shell.base(), "/sub/");
    }

    #[test]
    fn a_page_that_is_not_minified_is_cut_too() {
        let page = PAGE
            .replace("<meta charset", "\n<head>\n  <meta charset")
            .replace("type=module", "type=\"module\"");
        assert!(Shell::cut(&page).expect("is a page").head.starts_with("<meta charset=utf-8><base"));
    }

    #[test]
    fn another_page_is_refused_with_what_it_lacks() {
        for (page, lacks) in [
            ("", "no <html>"),
            ("<html><base href=/>", "no end of the head"),
            ("<html><body>", "no <base> that ends with a slash"),
            ("<html><base href=/><body>", "nothing that loads the app"),
        ] {
            let error = Shell::cut(page).expect_err("is refused").to_string();
            assert!(error.contains(lacks), "{error}");
        }
    }
}
