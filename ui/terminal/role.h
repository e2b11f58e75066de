/*
 * Roles: what a piece of screen means.
 *
 * Nothing that draws knows a colour.  It names a role; a scheme says how the
 * role looks on this terminal: in truecolor, 256 or 16 colours, or with
 * nothing but bold, dim, underline and reverse.  The hues of good, warn, bad
 * and the graphs are told apart by people of any colour vision, and a role is
 * never the only sign: a word or a glyph says the same.
 */
#ifndef GAMEDAY_UI_TERMINAL_ROLE_H
#define GAMEDAY_UI_TERMINAL_ROLE_H

#include <stdbool.h>
#include <stdint.h>

enum style_attribute {
	STYLE_BOLD = 1,
	STYLE_DIM = 2,
	STYLE_UNDERLINE = 4,
	STYLE_REVERSE = 8,
	STYLE_ITALIC = 16,
};

#define ROLE_NONE (-1) /* the terminal's own colour */

/* id, name, dark (foreground, background), light (the same), 16 colours (the
 * same), attributes in colour, attributes without.  Colours are 0xRRGGBB. */
/* clang-format off */
#define ROLES(R) \
	R(TEXT, "text", ROLE_NONE, ROLE_NONE, ROLE_NONE, ROLE_NONE, ROLE_NONE, ROLE_NONE, 0, 0) \
	R(DIM, "dim", 0x8a94a3, ROLE_NONE, 0x68707c, ROLE_NONE, 8, ROLE_NONE, 0, STYLE_DIM) \
	R(FAINT, "faint", 0x4a5361, ROLE_NONE, 0xb4bac3, ROLE_NONE, 8, ROLE_NONE, 0, STYLE_DIM) \
	R(STRONG, "strong", 0xf2f5f9, ROLE_NONE, 0x0d1117, ROLE_NONE, ROLE_NONE, ROLE_NONE, STYLE_BOLD, STYLE_BOLD) \
	R(TITLE, "title", 0x8cc8ff, ROLE_NONE, 0x0a5aa8, ROLE_NONE, 14, ROLE_NONE, STYLE_BOLD, STYLE_BOLD) \
	R(ACCENT, "accent", 0x56b4e9, ROLE_NONE, 0x0072b2, ROLE_NONE, 12, ROLE_NONE, 0, STYLE_BOLD) \
	R(GOOD, "good", 0x3fc79a, ROLE_NONE, 0x00795a, ROLE_NONE, 10, ROLE_NONE, 0, 0) \
	R(WARN, "warn", 0xf0b429, ROLE_NONE, 0x9a6200, ROLE_NONE, 11, ROLE_NONE, 0, STYLE_BOLD) \
	R(BAD, "bad", 0xff7a59, ROLE_NONE, 0xbf3f00, ROLE_NONE, 9, ROLE_NONE, STYLE_BOLD, STYLE_BOLD) \
	R(STATUS, "status", 0xc6cedb, 0x1c2430, 0x2a323d, 0xe6ebf2, ROLE_NONE, ROLE_NONE, 0, STYLE_REVERSE) \
	R(STATUS_DIM, "status-dim", 0x8490a1, 0x1c2430, 0x606a78, 0xe6ebf2, 8, ROLE_NONE, 0, STYLE_REVERSE) \
	R(STATUS_STRONG, "status-strong", 0xffffff, 0x1c2430, 0x000000, 0xe6ebf2, ROLE_NONE, ROLE_NONE, STYLE_BOLD, STYLE_REVERSE | STYLE_BOLD) \
	R(STATUS_GOOD, "status-good", 0x3fc79a, 0x1c2430, 0x00694e, 0xe6ebf2, 10, ROLE_NONE, 0, STYLE_REVERSE) \
	R(STATUS_WARN, "status-warn", 0xf0b429, 0x1c2430, 0x875500, 0xe6ebf2, 11, ROLE_NONE, 0, STYLE_REVERSE | STYLE_BOLD) \
	R(STATUS_BAD, "status-bad", 0xff7a59, 0x1c2430, 0xb03800, 0xe6ebf2, 9, ROLE_NONE, STYLE_BOLD, STYLE_REVERSE | STYLE_BOLD) \
	R(TAB, "tab", 0x8a94a3, ROLE_NONE, 0x68707c, ROLE_NONE, ROLE_NONE, ROLE_NONE, 0, 0) \
	R(TAB_KEY, "tab-key", 0x6fb1e6, ROLE_NONE, 0x0a5aa8, ROLE_NONE, 6, ROLE_NONE, 0, STYLE_DIM) \
	R(TAB_OPEN, "tab-open", 0x0b1320, 0x8cc8ff, 0xffffff, 0x0a5aa8, 0, 14, STYLE_BOLD, STYLE_REVERSE | STYLE_BOLD) \
	R(SELECTED, "selected", 0xffffff, 0x2b4a6b, 0x000000, 0xcfe3f7, 15, 4, 0, STYLE_REVERSE) \
	R(SELECTED_DIM, "selected-dim", 0xb7c7da, 0x2b4a6b, 0x3c4a5a, 0xcfe3f7, 7, 4, 0, STYLE_REVERSE) \
	R(SELECTED_GOOD, "selected-good", 0x6fe3bd, 0x2b4a6b, 0x00573f, 0xcfe3f7, 10, 4, 0, STYLE_REVERSE) \
	R(SELECTED_WARN, "selected-warn", 0xffd36b, 0x2b4a6b, 0x744700, 0xcfe3f7, 11, 4, 0, STYLE_REVERSE) \
	R(SELECTED_BAD, "selected-bad", 0xffa68f, 0x2b4a6b, 0x8f2d00, 0xcfe3f7, 9, 4, STYLE_BOLD, STYLE_REVERSE | STYLE_BOLD) \
	R(SELECTED_ACCENT, "selected-accent", 0x8cd0ff, 0x2b4a6b, 0x0a4f8a, 0xcfe3f7, 14, 4, 0, STYLE_REVERSE) \
	R(RULE, "rule", 0x3a4350, ROLE_NONE, 0xc3c9d1, ROLE_NONE, 8, ROLE_NONE, 0, STYLE_DIM) \
	R(HEAD, "head", 0x8a94a3, ROLE_NONE, 0x68707c, ROLE_NONE, ROLE_NONE, ROLE_NONE, STYLE_UNDERLINE, STYLE_UNDERLINE) \
	R(GRAPH1, "graph1", 0x56b4e9, ROLE_NONE, 0x0072b2, ROLE_NONE, 12, ROLE_NONE, 0, 0) \
	R(GRAPH2, "graph2", 0xe69f00, ROLE_NONE, 0xa86f00, ROLE_NONE, 11, ROLE_NONE, 0, STYLE_BOLD) \
	R(GRAPH3, "graph3", 0xd98bb9, ROLE_NONE, 0xa3487c, ROLE_NONE, 13, ROLE_NONE, 0, STYLE_DIM) \
	R(GRAPH4, "graph4", 0x2fbf94, ROLE_NONE, 0x00795a, ROLE_NONE, 10, ROLE_NONE, 0, 0) \
	R(GRAPH5, "graph5", 0xf4e86b, ROLE_NONE, 0x80760a, ROLE_NONE, 3, ROLE_NONE, 0, STYLE_BOLD) \
	R(GRAPH6, "graph6", 0xff7a59, ROLE_NONE, 0xbf3f00, ROLE_NONE, 9, ROLE_NONE, 0, STYLE_DIM) \
	R(FILL1, "fill1", 0x24506b, ROLE_NONE, 0xa9d3ec, ROLE_NONE, 4, ROLE_NONE, 0, STYLE_DIM) \
	R(FILL2, "fill2", 0x6b4d0c, ROLE_NONE, 0xecd2a0, ROLE_NONE, 3, ROLE_NONE, 0, STYLE_DIM) \
	R(FILL3, "fill3", 0x643f55, ROLE_NONE, 0xe3c3d6, ROLE_NONE, 5, ROLE_NONE, 0, STYLE_DIM) \
	R(FILL4, "fill4", 0x185a47, ROLE_NONE, 0xa5dccb, ROLE_NONE, 2, ROLE_NONE, 0, STYLE_DIM) \
	R(FILL5, "fill5", 0x6b6628, ROLE_NONE, 0xe4dfa0, ROLE_NONE, 3, ROLE_NONE, 0, STYLE_DIM) \
	R(FILL6, "fill6", 0x6e3527, ROLE_NONE, 0xf0c0ae, ROLE_NONE, 1, ROLE_NONE, 0, STYLE_DIM) \
	R(BASELINE, "baseline", 0x66707f, ROLE_NONE, 0x949ca8, ROLE_NONE, 8, ROLE_NONE, 0, STYLE_DIM) \
	R(SLO, "slo", 0xc77d6b, ROLE_NONE, 0xb5583f, ROLE_NONE, 1, ROLE_NONE, 0, STYLE_DIM) \
	R(MARK, "mark", 0xf4e86b, ROLE_NONE, 0x80660a, ROLE_NONE, 11, ROLE_NONE, STYLE_BOLD, STYLE_BOLD) \
	R(CURSOR, "cursor", 0x0b1320, 0xf4e86b, 0xffffff, 0x5a4b00, 0, 11, 0, STYLE_REVERSE) \
	R(BAR, "bar", 0x56b4e9, ROLE_NONE, 0x0072b2, ROLE_NONE, 12, ROLE_NONE, 0, 0) \
	R(BAR_ROOM, "bar-room", 0x2a323d, ROLE_NONE, 0xdde2e8, ROLE_NONE, 8, ROLE_NONE, 0, STYLE_DIM) \
	R(KEY, "key", 0x8cc8ff, ROLE_NONE, 0x0a5aa8, ROLE_NONE, 14, ROLE_NONE, STYLE_BOLD, STYLE_BOLD) \
	R(KEY_LABEL, "key-label", 0x9aa4b2, ROLE_NONE, 0x565e69, ROLE_NONE, ROLE_NONE, ROLE_NONE, 0, 0) \
	R(TOAST, "toast", 0xf4e86b, ROLE_NONE, 0x6a5600, ROLE_NONE, 11, ROLE_NONE, 0, STYLE_BOLD) \
	R(ERROR, "error", 0xff9478, ROLE_NONE, 0xb03800, ROLE_NONE, 9, ROLE_NONE, STYLE_BOLD, STYLE_BOLD) \
	R(DIALOG, "dialog", 0xdbe2ec, 0x18202b, 0x1c2430, 0xf1f4f8, ROLE_NONE, ROLE_NONE, 0, 0) \
	R(DIALOG_DIM, "dialog-dim", 0x8a94a3, 0x18202b, 0x68707c, 0xf1f4f8, 8, ROLE_NONE, 0, STYLE_DIM) \
	R(DIALOG_TITLE, "dialog-title", 0x8cc8ff, 0x18202b, 0x0a5aa8, 0xf1f4f8, 14, ROLE_NONE, STYLE_BOLD, STYLE_BOLD) \
	R(DIALOG_RULE, "dialog-rule", 0x4a6785, 0x18202b, 0x8aa4bf, 0xf1f4f8, 6, ROLE_NONE, 0, 0) \
	R(DIALOG_WARN, "dialog-warn", 0xf0b429, 0x18202b, 0x875500, 0xf1f4f8, 11, ROLE_NONE, 0, STYLE_BOLD) \
	R(FIELD, "field", 0xffffff, 0x273445, 0x000000, 0xdbe6f2, 15, 8, 0, STYLE_UNDERLINE) \
	R(FIELD_OPEN, "field-open", 0xffffff, 0x2b4a6b, 0x000000, 0xcfe3f7, 15, 4, 0, STYLE_REVERSE)
/* clang-format on */

enum role {
#define R(id, ...) ROLE_##id,
	ROLES(R)
#undef R
		ROLE_COUNT
};

const char *role_name(enum role role);
/* The role that stands for the same on a selected row. */
enum role role_selected(enum role role);
/* The quieter one for what lies below a graph's edge. */
enum role role_fill(enum role role);
/* The n-th graph's role, going round. */
enum role role_graph(int n);

/* How a role looks. */
struct style {
	int32_t foreground, background; /* see scheme_style() */
	unsigned attributes;		/* enum style_attribute */
};

/* The colour-blind ones say good, warn and bad in blue, yellow and vermilion,
 * which no colour vision confuses; mono has bold, dim, underline, reverse. */
enum scheme {
	SCHEME_DARK,
	SCHEME_LIGHT,
	SCHEME_COLOR_BLIND,
	SCHEME_COLOR_BLIND_LIGHT,
	SCHEME_MONO,
	SCHEMES
};
enum color_depth { COLOR_NONE, COLOR_16, COLOR_256, COLOR_TRUE, COLOR_DEPTHS };

int scheme_find(const char *name); /* -1 if unknown */
const char *scheme_name(enum scheme scheme);
int role_find(const char *name); /* -1 if unknown */
/* "none", "16", "256", "truecolor" */
const char *color_depth_name(enum color_depth depth);
/* Colours are 0xRRGGBB at COLOR_TRUE, an index at COLOR_256 and COLOR_16, and
 * ROLE_NONE where the terminal's own is meant. */
struct style scheme_style(enum scheme scheme, enum color_depth depth,
			  enum role role);
/* A style of somebody's own choice: colours are 0xRRGGBB or ROLE_NONE, brought
 * to what the depth has. */
struct style_choice {
	bool set;
	struct style style;
};
struct style style_at_depth(const struct style *chosen, enum color_depth depth);
/* Reads "#rrggbb on #rrggbb bold underline"; "default" is the terminal's own
 * colour.  NULL = good, else what is wrong with it. */
const char *style_parse(const char *text, struct style *style);
/* What the environment asks for: NO_COLOR, COLORTERM and what terminfo says
 * the terminal has (`colors`). */
enum color_depth scheme_depth(const char *no_color, const char *colorterm,
			      int colors);

#endif
