//! The floors of `src/lib.rs`: arrows point down, and what belongs to one room stays in it. Names are resolved through
//! `use` trees, aliases, globs and re-exports; a breach may hide behind none of them.

#![allow(clippy::unwrap_used)]

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::Path;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

type Names = Vec<String>;

const FLOORS: [(&str, &[&str]); 5] = [
    ("domain", &[]),
    ("storage", &["domain"]),
    ("training", &["domain", "storage"]),
    ("tui", &["domain", "training"]),
    ("cli", &["domain", "storage", "training", "tui"]),
];

/// Why `file` may not name `path`, if it may not.
fn breach(file: &str, path: &[String]) -> Option<String> {
    let floor = file.split('/').next().unwrap();
    let on = |floors: &[&str]| floors.contains(&floor);
    let names: Vec<&str> = path.iter().map(String::as_str).collect();
    let (_, below) = FLOORS.iter().find(|(name, _)| *name == floor)?;
    let upward = match names.as_slice() {
        ["crate", other, ..] => {
            FLOORS.iter().any(|(name, _)| name == other)
                && *other != floor
                && !below.contains(other)
        }
        _ => false,
    };
    let out_of_place = match names.as_slice() {
        [root, ..] if root.starts_with("ratatui") || *root == "crossterm" => !on(&["tui"]),
        ["std" | "rustix", "fs", ..] | ["serde_json", ..] => !on(&["storage", "cli"]),
        _ => false,
    };
    let clock = names.contains(&"SystemTime")
        || names
            .windows(2)
            .any(|w| matches!(w, ["Utc" | "Local" | "Instant", "now"]));
    let wrong_clock = clock && !["training/clock.rs", "tui/event_loop.rs"].contains(&file);
    let colour = names.contains(&"Color") && file != "tui/theme.rs";
    (upward || out_of_place || wrong_clock || colour)
        .then(|| format!("{file}: {}", path.join("::")))
}

/// The code's names and signs without comments and literals; `::` is one sign, as are both ends of a group.
fn signs(code: TokenStream) -> Names {
    let mut signs = Names::new();
    for token in code {
        match token {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Brace => ("{", "}"),
                    _ => ("(", ")"),
                };
                signs.push(open.to_owned());
                signs.extend(self::signs(group.stream()));
                signs.push(close.to_owned());
            }
            TokenTree::Ident(name) => signs.push(name.to_string()),
            TokenTree::Punct(sign)
                if sign.as_char() == ':' && signs.last().is_some_and(|s| s == ":") =>
            {
                *signs.last_mut().unwrap() = "::".to_owned();
            }
            TokenTree::Punct(sign) => signs.push(sign.to_string()),
            TokenTree::Literal(_) => signs.push("_".to_owned()),
        }
    }
    signs
}

/// A path as it is written, in the module it is written in.
type Mention = (Names, Names);

#[derive(Default)]
struct House {
    modules: HashSet<Names>,
    /// What a name stands for in a module, by the whole name.
    aliases: HashMap<Names, Mention>,
    globs: Vec<(Names, Mention)>,
    mentions: Vec<(String, Mention)>,
}

impl House {
    fn new(files: &[(&str, &str)]) -> Self {
        let mut house = Self::default();
        for (file, code) in files {
            let stem = file.trim_end_matches(".rs").trim_end_matches("/mod");
            let module = std::iter::once("crate").chain(stem.split('/').filter(|s| *s != "lib"));
            house.walk(
                file,
                module.map(str::to_owned).collect(),
                &signs(code.parse().unwrap()),
            );
        }
        house
    }

    fn walk(&mut self, file: &str, root: Names, signs: &[String]) {
        let (mut module, mut depths, mut depth, mut i) = (root, Vec::new(), 0, 0);
        self.modules
            .extend((1..=module.len()).map(|n| module[..n].to_vec()));
        let sign = |i: usize| signs.get(i).map_or("", String::as_str);
        while i < signs.len() {
            match sign(i) {
                "use" if sign(i + 1) != "<" => {
                    i += 1;
                    self.tree(file, &module, &Vec::new(), signs, &mut i);
                }
                "mod" if sign(i + 2) == "{" => {
                    module.push(signs[i + 1].clone());
                    self.modules.insert(module.clone());
                    depths.push(depth);
                    i += 1;
                }
                "{" => depth += 1,
                "}" => {
                    depth -= 1;
                    if depths.last() == Some(&depth) {
                        depths.pop();
                        module.pop();
                    }
                }
                name if name.starts_with(|c: char| c.is_alphabetic()) && sign(i + 1) == "::" => {
                    let mut path = vec![name.to_owned()];
                    while sign(i + 1) == "::"
                        && sign(i + 2).starts_with(|c: char| c.is_alphabetic())
                    {
                        path.push(signs[i + 2].clone());
                        i += 2;
                    }
                    self.mentions
                        .push((file.to_owned(), (module.clone(), path)));
                }
                _ => {}
            }
            i += 1;
        }
    }

    /// One branch of a `use` tree; leaves `i` on the sign after it.
    fn tree(
        &mut self,
        file: &str,
        module: &Names,
        before: &Names,
        signs: &[String],
        i: &mut usize,
    ) {
        let mut path = before.clone();
        loop {
            match signs[*i].as_str() {
                "::" => *i += 1,
                "{" => {
                    *i += 1;
                    while signs[*i] != "}" {
                        self.tree(file, module, &path, signs, i);
                        *i += usize::from(signs[*i] == ",");
                    }
                    *i += 1;
                    return;
                }
                "*" => {
                    *i += 1;
                    let mention = (module.clone(), path);
                    self.globs.push((module.clone(), mention.clone()));
                    self.mentions.push((file.to_owned(), mention));
                    return;
                }
                "," | ";" | "}" | "as" => break,
                "self" if !path.is_empty() => *i += 1,
                name => {
                    path.push(name.to_owned());
                    *i += 1;
                }
            }
        }
        let mut name = path.last().cloned().unwrap_or_default();
        if signs[*i] == "as" {
            name.clone_from(&signs[*i + 1]);
            *i += 2;
        }
        let mention = (module.clone(), path);
        if mention.1.len() > 1 || mention.1[0] != name {
            let whole = [module.as_slice(), &[name]].concat();
            self.aliases.insert(whole, mention.clone());
        }
        self.mentions.push((file.to_owned(), mention));
    }

    /// What a path may stand for, seen from its module.
    fn meanings(&self, (module, path): &Mention, left: usize) -> Vec<Names> {
        let mut whole = match path[0].as_str() {
            "crate" | "hotseat" => [&["crate".to_owned()], &path[1..]].concat(),
            "self" => [module.as_slice(), &path[1..]].concat(),
            "super" => {
                let up = path.iter().take_while(|name| *name == "super").count();
                [&module[..module.len().saturating_sub(up)], &path[up..]].concat()
            }
            _ => [module.as_slice(), path].concat(),
        };
        let outside = !["crate", "hotseat", "self", "super"].contains(&path[0].as_str());
        let mut meanings = Vec::new();
        if left > 0 {
            let from = if outside { module.len() } else { 1 };
            for n in from + 1..=whole.len() {
                let targets = self
                    .aliases
                    .get(&whole[..n])
                    .map(|target| (target, n))
                    .into_iter();
                let globs = self.globs.iter().filter(|(at, _)| *at == whole[..n - 1]);
                for ((at, target), n) in targets.chain(globs.map(|(_, target)| (target, n - 1))) {
                    let further = (at.clone(), [target.as_slice(), &whole[n..]].concat());
                    if further != (module.clone(), path.clone()) {
                        meanings.extend(self.meanings(&further, left - 1));
                    }
                }
            }
        }
        let own = self
            .modules
            .contains(&whole[..(module.len() + 1).min(whole.len())]);
        if outside && !own {
            whole.clone_from(path);
        }
        meanings.push(whole);
        meanings
    }

    fn breaches(&self) -> Vec<String> {
        let mut breaches: Vec<String> = self
            .mentions
            .iter()
            .filter(|(_, mention)| !mention.1.is_empty())
            .flat_map(|(file, mention)| {
                let meanings = self.meanings(mention, 6);
                meanings.into_iter().filter_map(|path| breach(file, &path))
            })
            .collect();
        breaches.sort();
        breaches.dedup();
        breaches
    }
}

fn read(folder: &Path, root: &Path, files: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read(&path, root, files);
        } else if path.extension().is_some_and(|e| e == "rs") {
            let name = path
                .strip_prefix(root)
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned();
            files.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
}

#[test]
fn arrows_point_down_and_everything_is_in_its_room() {
    let root = std::env::var("HOTSEAT_SRC")
        .unwrap_or(concat!(env!("CARGO_MANIFEST_DIR"), "/src").to_owned());
    let root = Path::new(&root);
    let mut files = Vec::new();
    read(root, root, &mut files);
    let files: Vec<_> = files
        .iter()
        .map(|(name, code)| (name.as_str(), code.as_str()))
        .collect();
    let breaches = House::new(&files).breaches();
    assert!(breaches.is_empty(), "{}", breaches.join("\n"));
}

const BREACHES: &str = r#"
domain/x.rs use crate::storage::journal;
domain/x.rs use crate::{domain::card, tui::app::App};
domain/x.rs fn f() { crate::training::clock::Clock::real(); }
domain/x.rs fn f() { super::super::tui::app::run(); }
domain/x.rs mod tests { use super::super::super::cli as c; }
domain/x.rs use ratatui::style::{self as look};
domain/x.rs type T = serde_json::Value;
domain/x.rs use crate::shortcut::App;
domain/x.rs fn f() { crate::everything::app::run(); }
storage/x.rs use crossterm as screen; use screen::event;
storage/x.rs fn f() { chrono::Utc::now(); }
training/x.rs use std::fs;
training/x.rs use std::{io, fs::{File}};
training/x.rs use std::*; fn f() { fs::read("x"); }
training/x.rs use std as s; fn f() { s::fs::read("x"); }
training/x.rs fn f() { assert!(std::fs::exists("x")); }
training/x.rs use chrono::Local as Here; fn f() { Here::now(); }
tui/x.rs use crate::storage::places;
tui/x.rs use std::time::SystemTime;
tui/x.rs use std::time::Instant; fn f() { Instant::now(); }
tui/x.rs use ratatui::style::*; fn f() { Color::Red; }
tui/x.rs use super::theme::Color;
tui/x.rs fn f() { super::theme::paint::Red; }
cli/x.rs use ratatui::Frame;
"#;

const ALLOWED: &str = r#"
domain/x.rs /* use ratatui::Frame; std::fs */ const A: &str = "crate::tui::app";
domain/x.rs use super::card::Card; use std::fmt; use std::time::Instant;
storage/x.rs use std::fs; use serde_json::Value; use crate::domain::card;
training/clock.rs fn f() { std::time::Instant::now(); chrono::Local::now(); }
tui/x.rs use ratatui::{Frame, layout::Rect}; use crate::training::session; use super::*;
tui/theme.rs use ratatui::style::Color; fn f() { Color::Red; }
cli/x.rs use crate::{storage, tui}; use std::fs; fn f() { storage::open(); tui::run(); }
main.rs use hotseat::cli;
"#;

/// The breaches of one line `file code`, in a house with doors one could slip through.
fn breaches_of(line: &str) -> Vec<String> {
    let around = [
        (
            "lib.rs",
            "pub use tui::app as shortcut; pub mod everything { pub use crate::tui::*; }",
        ),
        ("tui/app.rs", "pub struct App; pub fn run() {}"),
        (
            "tui/theme.rs",
            "pub use ratatui::style::Color; pub use Color as paint;",
        ),
    ];
    let own = line.split_once(' ').unwrap();
    let others = around.iter().filter(|(file, _)| *file != own.0);
    House::new(&others.copied().chain([own]).collect::<Vec<_>>()).breaches()
}

#[test]
fn each_breach_is_found() {
    for line in BREACHES.trim().lines() {
        assert!(!breaches_of(line).is_empty(), "{line}");
    }
}

#[test]
fn what_is_allowed_is_let_through() {
    for line in ALLOWED.trim().lines() {
        assert_eq!(breaches_of(line), Vec::<String>::new(), "{line}");
    }
}
