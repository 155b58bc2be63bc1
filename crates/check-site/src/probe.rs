//! Asking a site, and writing down what is wrong with its answers.

use std::io;

use crate::address::Address;
use crate::finding::{Finding, Rule};
use crate::http::{Answer, Client, Request};

/// What a host can be asked to do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Host {
    /// Its headers can be set.
    Ours,
    /// It serves files as it does for everybody: the policy in the pages is all there is, it caches and compresses in its
    /// own way.
    Plain,
}

/// One look at a site.
pub struct Probe {
    pub address: Address,
    pub host: Host,
    pub findings: Vec<Finding>,
    /// How many requests were sent.
    pub asked: usize,
    client: Client,
}

impl Probe {
    pub fn new(address: Address, host: Host) -> Probe {
        let client = Client::new(&address);
        Probe { address, host, findings: Vec::new(), asked: 0, client }
    }

    /// The answer to a request; `None` is a finding already. What holds for all answers is held against it.
    pub fn ask(&mut self, request: &Request) -> Option<Answer> {
        match self.try_ask(request) {
            Ok(answer) => Some(answer),
            Err(error) => {
                self.find(Rule::Answers, request, error.to_string());
                None
            }
        }
    }

    /// The same, where no answer at all is an answer too.
    pub fn try_ask(&mut self, request: &Request) -> io::Result<Answer> {
        self.asked += 1;
        let answer = self.client.ask(request)?;
        for name in ["Set-Cookie", "X-Powered-By", "Server"] {
            let Some(value) = answer.header(name) else { continue };
            match name {
                "Set-Cookie" => self.find(Rule::Cookie, request, format!("{name}: {value}")),
                _ if value.contains(|c: char| c.is_ascii_digit()) => {
                    self.find(Rule::Version, request, format!("{name}: {value}"));
                }
                _ => {}
            }
        }
        Ok(answer)
    }

    /// Writes a finding down.
    pub fn find(&mut self, rule: Rule, request: &Request, what: String) {
        let finding = Finding { rule, request: request.told(), what };
        if !self.findings.contains(&finding) {
            self.findings.push(finding);
        }
    }

    /// Writes a finding down unless all is well.
    pub fn hold(&mut self, is_well: bool, rule: Rule, request: &Request, what: impl FnOnce() -> String) {
        if !is_well {
            self.find(rule, request, what());
        }
    }

    /// The target of a path within the site that begins with a slash.
    pub fn target(&self, path: &str) -> String {
        [&self.address.base, path].concat()
    }
}
