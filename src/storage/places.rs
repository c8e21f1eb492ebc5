//! Where everything is kept.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use etcetera::base_strategy::Xdg;

use crate::domain::schedule::seed;

/// The name of our folder in each of the user's.
const FOLDER: &str = "hotseat";
/// The variable that puts everything under one folder.
pub const HOME_VARIABLE: &str = "HOTSEAT_HOME";

/// The files and folders of one user. None of them need exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places {
    /// Settings.
    pub config_file: PathBuf,
    /// What the user may sync: journal and decks.
    pub data: PathBuf,
    /// What belongs to this machine.
    pub state: PathBuf,
    /// The user's decks.
    pub decks: PathBuf,
    /// A folder a device, a file a month.
    pub journal: PathBuf,
    /// Names the journal's format.
    pub format_file: PathBuf,
    /// The device's id.
    pub device_file: PathBuf,
    /// Held while an entry is written.
    pub lock_file: PathBuf,
    /// Progress as it was folded last.
    pub progress_cache: PathBuf,
    /// The ledger as it was read last.
    pub ledger_cache: PathBuf,
    /// The deck index.
    pub deck_cache: PathBuf,
    /// What the cards are called.
    pub titles_cache: PathBuf,
    /// Half-answered cards, and answers open in an editor.
    pub drafts: PathBuf,
    /// Mocks that are not over.
    pub mocks: PathBuf,
    /// Scorecards as Markdown.
    pub scorecards: PathBuf,
}

/// The home folder is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the home folder is not known: set HOME, or set {HOME_VARIABLE} to the folder to use")]
pub struct NoHome;

impl Places {
    /// The places that the environment names: all in `HOTSEAT_HOME` where it is set, else in the XDG
    /// folders, on macOS too.
    ///
    /// # Errors
    /// Neither `HOTSEAT_HOME` nor the home folder is known.
    pub fn from_environment() -> Result<Self, NoHome> {
        let root = std::env::var_os(HOME_VARIABLE).filter(|root| !root.is_empty());
        if let Some(root) = root {
            return Ok(Self::under(&absolute(root)));
        }
        let xdg = Xdg::new().map_err(|_| NoHome)?;
        let state = xdg.state_dir().ok_or(NoHome)?;
        Ok(Self::new(
            xdg.config_dir().join(FOLDER).join("config.toml"),
            &xdg.data_dir().join(FOLDER),
            &state.join(FOLDER),
        ))
    }

    /// Everything under one folder: `config`, `data` and `state`.
    pub fn under(root: &Path) -> Self {
        Self::new(
            root.join("config").join("config.toml"),
            &root.join("data"),
            &root.join("state"),
        )
    }

    /// The same places with another file of settings.
    pub fn with_config_file(self, config_file: PathBuf) -> Self {
        Self {
            config_file,
            ..self
        }
    }

    /// The same places with journal and decks in another folder.
    pub fn with_data(self, data: &Path) -> Self {
        // Drafts, caches and the device's id go with the journal they belong to.
        let name = format!("data-{:016x}", seed(&data.to_string_lossy(), 0));
        let state = self.state.join(name);
        Self::new(self.config_file, data, &state)
    }

    fn new(config_file: PathBuf, data: &Path, state: &Path) -> Self {
        Self {
            config_file,
            decks: data.join("decks"),
            journal: data.join("journal"),
            format_file: data.join("FORMAT"),
            device_file: state.join("device.json"),
            lock_file: state.join("lock"),
            progress_cache: state.join("cache-1.bin"),
            ledger_cache: state.join("ledger-1.bin"),
            deck_cache: state.join("decks-1.bin"),
            titles_cache: state.join("titles-1.bin"),
            drafts: state.join("drafts"),
            mocks: state.join("mocks"),
            scorecards: data.join("scorecards"),
            data: data.to_owned(),
            state: state.to_owned(),
        }
    }
}

fn absolute(path: OsString) -> PathBuf {
    let path = PathBuf::from(path);
    std::path::absolute(&path).unwrap_or(path)
}
