#pragma once

#include "demarche/view/data.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

// What is to be shown, as values: rooms that know crises make them, renderers that know none turn them into bytes.
namespace demarche::view {

// A stretch of words in one style. What is for a terminal is read there only: what to type next, and in a table what
// its head says elsewhere.
// Tag: a word set apart by a frame. Warning: what a reader should not pass over.
enum class Style : std::uint8_t { Plain, Strong, Faint, Code, Small, Tag, Warning, Terminal };
struct Run {
  std::string text;
  Style style = Style::Plain;
  std::string explained = {};  // what it means, where a reader may ask for it
  std::string target = {};     // key of the section or figure that it leads to
  std::string sought = {};     // what is looked for there, as a reader would type it
  std::string supposed = {};   // what may be asked under: `A.move is value`
  std::string forced = {};     // and made to be so: `A.move to value`; empty where that cannot be
};

// Words as they are read: most are one plain stretch.
struct Words {
  std::vector<Run> runs;

  Words() = default;
  Words(std::string text) {
    if (!text.empty()) runs.push_back({std::move(text)});
  }
  Words(const char* text) : Words(std::string(text)) {}
  Words(Run run) : runs({std::move(run)}) {}
  Words& operator+=(const Words& more) {
    runs.insert(runs.end(), more.runs.begin(), more.runs.end());
    return *this;
  }
  friend Words operator+(Words first, const Words& more) { return first += more; }
  bool empty() const { return runs.empty(); }
};

inline Words strong(std::string text) { return Run{std::move(text), Style::Strong}; }
inline Words faint(std::string text) { return Run{std::move(text), Style::Faint}; }
inline Words code(std::string text) { return Run{std::move(text), Style::Code}; }
inline Words small(std::string text) { return Run{std::move(text), Style::Small}; }
inline Words on_terminal(std::string text) { return Run{std::move(text), Style::Terminal}; }

// A sentence in which what to type stands between backticks.
Words with_code(std::string_view sentence);

// Without the styles.
std::string plain(const Words& words);

// Where a paragraph stands on a terminal: columns before its first line and before the others. Elsewhere only whether
// it is set in.
struct Indent {
  std::size_t first = 0;
  std::size_t hanging = 0;
};

struct Paragraph {
  Words words;
  Indent indent = {};
  bool is_wrapped = true;  // else it stands as it is, however long
};

// On a terminal a title and what heads an entry of a list may go over several lines, and an entry stands set in. Small
// words stand at the end, and out less than the others.
enum class Level : std::uint8_t { Title, Section, Question, Part, Entry };
struct Heading {
  Words words;
  Level level = Level::Section;
  bool is_wrapped = true;  // a title; else it stands as it is, however long
};

// An empty line on a terminal.
struct Gap {};

// One thing in a table: how it reads, and what it is for programs.
struct Cell {
  Words words;
  Data data;

  Cell() = default;
  Cell(std::string text) : words(text), data(std::move(text)) {}
  Cell(const char* text) : Cell(std::string(text)) {}
  Cell(Words shown) : words(std::move(shown)), data(plain(words)) {}
  Cell(Words shown, Data known) : words(std::move(shown)), data(std::move(known)) {}
};

// Bars are drawn from the cell's number, a share of 1; other columns are read. Stack: read, and below the words a bar
// is cut into the shares that the cell lists, each a record of `share` and `name`, from the mildest to the gravest.
enum class ColumnKind : std::uint8_t { Words, Numbers, Bar, FineBar, Stack };
struct Column {
  std::string key;    // in JSON, CSV and other languages, for ever; empty where a table is for people only
  std::string title;  // its head
  ColumnKind kind = ColumnKind::Words;
};

struct Table {
  std::string key = {};
  std::string title = {};
  std::vector<Column> columns = {};
  std::vector<std::vector<Cell>> rows =
      {};                         // a row may be shorter than the head; one of a single cell heads those below
  std::size_t indent = 0;         // on a terminal
  bool has_head = true;           // on a terminal; faces whose tables need a head show the titles all the same
  bool may_number_heads = false;  // heads that are too long for the line are numbered, and spelt out above
};

struct List {
  std::vector<Words> items;
  bool is_numbered = false;
};

// A question and what is to be said of it in a line or two, one below the other.
struct Terms {
  struct Term {
    Words term;
    std::vector<Words> lines;
  };
  std::vector<Term> terms;
};

// Steps, what can happen at each, and the steps inside it.
struct Outline {
  struct Item {
    Words words;
    std::vector<Words> options = {};
    std::vector<Item> inner = {};
  };
  std::vector<Item> items;
};

// What is drawn. A renderer knows how each kind is drawn, and nothing of what it means; view/figures.h says what the
// marks of each hold.
enum class FigureKind : std::uint8_t {
  Flow,
  Ladder,
  Ranges,
  Matrix,
  Line,
  Heat,
  Tornado,
  Intervals,
  Shifts,
  Crossings,
  Box,
  Peeling,
  Beliefs,
  Path,
  Waterfall,
  Sight,
  Fold
};
struct Figure {
  FigureKind kind = FigureKind::Flow;
  std::string key = {};  // unique on its page: `flow`, `comparison_2_1`
  std::string title = {};
  std::string reading = {};        // what it shows, in a sentence; also the text for screen readers
  std::string method = {};         // how it was computed
  std::string note = {};           // shown below the drawing
  Table table = {};                // the same for a reader who cannot see it
  Data marks = {};                 // what is drawn: rows by name, and how scales read
  std::string beside_title = {};   // "Small boxes, by step"
  std::vector<Words> beside = {};  // what the drawing does not say, a line each
};

struct Block;

// Shown when it is asked for; on a terminal it always is.
struct Details {
  Words summary;
  std::vector<Block> blocks;
  bool is_open = false;  // from the start
};

struct Block {
  std::variant<Paragraph, Heading, Gap, Table, List, Terms, Outline, Figure, Details> part;
};

struct Section {
  std::string key;    // its anchor
  std::string title;  // empty: the blocks stand for themselves
  std::vector<Block> blocks;
  // What a reader may look for in its tables: `a move or what was seen`; empty: nothing. Told as words that all stand
  // there; one behind `^` is what the head begins with.
  std::string sought = {};
};

// Which of its three parts of a page is made. Of large games each of them is large, so that the others stay empty.
enum class Part : std::uint8_t { Sections, Table, Data };

// One answer of the program, for every face it has.
struct Page {
  std::string title = {};
  std::string generator = {};          // `demarche 0.1.0`
  std::vector<Words> lead = {};        // below the title: in a sentence or two what it rests on
  std::vector<Block> ground = {};      // below these, folded: what they rest on in full
  std::vector<Section> sections = {};  // for people
  std::vector<Words> foot = {};        // below everything
  std::optional<Table> table = {};     // the rows for a spreadsheet: keys as heads
  Data data = {};                      // for programs
};

}  // namespace demarche::view
