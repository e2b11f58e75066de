#include "ui/role.h"

#include <stdlib.h>
#include <string.h>

struct role_row {
	const char *name;
	int32_t dark[2], light[2], ansi[2];
	unsigned color, mono;
};

static const struct role_row rows[ROLE_COUNT] = {
#define R(id, name, dark_fg, dark_bg, light_fg, light_bg, ansi_fg, ansi_bg, \
	  color, mono) \
	[ROLE_##id] = { name, \
			{ dark_fg, dark_bg }, \
			{ light_fg, light_bg }, \
			{ ansi_fg, ansi_bg }, \
			color, \
			mono },
	ROLES(R)
#undef R
};

static const char *const scheme_names[SCHEMES] = {
	[SCHEME_DARK] = "dark",
	[SCHEME_LIGHT] = "light",
};

const char *role_name(enum role role)
{
	return rows[role].name;
}

enum role role_selected(enum role role)
{
	switch (role) {
	case ROLE_DIM:
	case ROLE_FAINT:
	case ROLE_RULE:
		return ROLE_SELECTED_DIM;
	case ROLE_GOOD:
		return ROLE_SELECTED_GOOD;
	case ROLE_WARN:
	case ROLE_MARK:
		return ROLE_SELECTED_WARN;
	case ROLE_BAD:
		return ROLE_SELECTED_BAD;
	case ROLE_BAR:
	case ROLE_ACCENT:
	case ROLE_TITLE:
		return ROLE_SELECTED_ACCENT;
	default:
		return ROLE_SELECTED;
	}
}

enum role role_fill(enum role role)
{
	return role >= ROLE_GRAPH1 && role <= ROLE_GRAPH6
		       ? (enum role)(role - ROLE_GRAPH1 + ROLE_FILL1)
		       : role;
}

enum role role_graph(int n)
{
	return (enum role)(ROLE_GRAPH1 + n % 6);
}

int scheme_find(const char *name)
{
	for (int i = 0; i < SCHEMES; i++)
		if (strcmp(scheme_names[i], name) == 0)
			return i;
	return -1;
}

const char *scheme_name(enum scheme scheme)
{
	return scheme_names[scheme];
}

/* The nearest of the xterm cube's six levels. */
static int cube_level(int value)
{
	static const int levels[6] = { 0, 95, 135, 175, 215, 255 };
	int best = 0;

	for (int i = 1; i < 6; i++)
		if (abs(levels[i] - value) < abs(levels[best] - value))
			best = i;
	return best;
}

static int cube_value(int level)
{
	return level ? 55 + 40 * level : 0;
}

static int distance(int r, int g, int b, int r2, int g2, int b2)
{
	return (r - r2) * (r - r2) + (g - g2) * (g - g2) + (b - b2) * (b - b2);
}

/* The nearest entry of the 256-colour palette, cube or grey ramp. */
static int32_t nearest_256(int32_t rgb)
{
	int r = (rgb >> 16) & 255, g = (rgb >> 8) & 255, b = rgb & 255;
	int lr = cube_level(r), lg = cube_level(g), lb = cube_level(b);
	int grey = ((r + g + b) / 3 - 3) / 10;
	int grey_value;

	grey = grey < 0 ? 0 : grey > 23 ? 23 : grey;
	grey_value = 8 + 10 * grey;
	if (distance(r, g, b, grey_value, grey_value, grey_value) <
	    distance(r, g, b, cube_value(lr), cube_value(lg), cube_value(lb)))
		return 232 + grey;
	return 16 + 36 * lr + 6 * lg + lb;
}

struct style scheme_style(enum scheme scheme, enum color_depth depth,
			  enum role role)
{
	const struct role_row *row = &rows[role];
	const int32_t *rgb = scheme == SCHEME_LIGHT ? row->light : row->dark;
	struct style style = { ROLE_NONE, ROLE_NONE, row->color };

	switch (depth) {
	case COLOR_NONE:
		style.attributes = row->mono;
		break;
	case COLOR_16:
		/* On white, bright colours vanish: the dark half is used. */
		style.foreground = row->ansi[0];
		style.background = row->ansi[1];
		if (scheme == SCHEME_LIGHT && style.foreground > 8 &&
		    style.background == ROLE_NONE)
			style.foreground -= 8;
		if (row->ansi[1] == ROLE_NONE && (row->mono & STYLE_REVERSE)) {
			style.attributes |= STYLE_REVERSE;
			style.foreground = ROLE_NONE;
		}
		break;
	case COLOR_256:
		style.foreground = rgb[0] < 0 ? ROLE_NONE : nearest_256(rgb[0]);
		style.background = rgb[1] < 0 ? ROLE_NONE : nearest_256(rgb[1]);
		break;
	case COLOR_TRUE:
		style.foreground = rgb[0];
		style.background = rgb[1];
		break;
	}
	return style;
}

enum color_depth scheme_depth(const char *no_color, const char *colorterm,
			      int colors)
{
	if (no_color && *no_color)
		return COLOR_NONE;
	if (colors >= 8 && colorterm &&
	    (strcmp(colorterm, "truecolor") == 0 ||
	     strcmp(colorterm, "24bit") == 0))
		return COLOR_TRUE;
	if (colors >= 256)
		return COLOR_256;
	return colors >= 8 ? COLOR_16 : COLOR_NONE;
}
