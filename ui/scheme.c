/* How roles look: schemes, and the colours that a terminal has. */
#include "ui/terminal/role.h"

#include <stdlib.h>
#include <string.h>

struct role_row {
	int32_t dark[2], light[2], ansi[2];
	unsigned color, mono;
};

static const struct role_row rows[ROLE_COUNT] = {
#define R(id, name, dark_fg, dark_bg, light_fg, light_bg, ansi_fg, ansi_bg, \
	  color, mono) \
	[ROLE_##id] = { { dark_fg, dark_bg }, \
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
	[SCHEME_COLOR_BLIND] = "colour-blind",
	[SCHEME_COLOR_BLIND_LIGHT] = "colour-blind-light",
	[SCHEME_MONO] = "mono",
};

static const char *const depth_names[COLOR_DEPTHS] = {
	[COLOR_NONE] = "none",
	[COLOR_16] = "16",
	[COLOR_256] = "256",
	[COLOR_TRUE] = "truecolor",
};

/* What the colour-blind schemes say otherwise: dark, light (foregrounds) and 16
 * colours.  The hues are Okabe and Ito's, spread in brightness. */
static const struct {
	enum role role;
	int32_t dark, light, ansi;
} changes[] = {
	{ ROLE_GOOD, 0x56b4e9, 0x0060a0, 12 },
	{ ROLE_WARN, 0xf0e442, 0x8f7000, 11 },
	{ ROLE_BAD, 0xff6a2b, 0x8a1a00, 9 },
	{ ROLE_STATUS_GOOD, 0x56b4e9, 0x005590, 12 },
	{ ROLE_STATUS_WARN, 0xf0e442, 0x806400, 11 },
	{ ROLE_STATUS_BAD, 0xff6a2b, 0x821800, 9 },
	{ ROLE_SELECTED_GOOD, 0x9ad8ff, 0x004a80, 14 },
	{ ROLE_SELECTED_WARN, 0xfff27a, 0x705800, 11 },
	{ ROLE_SELECTED_BAD, 0xff9c70, 0x761400, 9 },
	{ ROLE_GRAPH1, 0x56b4e9, 0x0072b2, 12 },
	{ ROLE_GRAPH2, 0xe69f00, 0xa86f00, 3 },
	{ ROLE_GRAPH3, 0xf4f4f4, 0x303030, 15 },
	{ ROLE_GRAPH4, 0x2f78c4, 0x7aa8d8, 4 },
	{ ROLE_GRAPH5, 0xf4e86b, 0x80760a, 11 },
	{ ROLE_GRAPH6, 0xff6a2b, 0x8a1a00, 9 },
	{ ROLE_FILL4, 0x1c4670, 0xc4d8ee, 4 },
};

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

const char *color_depth_name(enum color_depth depth)
{
	return depth_names[depth];
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

/* The nearest of the sixteen, as xterm has them. */
static int32_t nearest_16(int32_t rgb)
{
	static const int32_t colors[16] = {
		0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd,
		0x00cdcd, 0xe5e5e5, 0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00,
		0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff
	};
	int best = 0, nearest = INT32_MAX;

	for (int i = 0; i < 16; i++) {
		int far = distance((rgb >> 16) & 255, (rgb >> 8) & 255,
				   rgb & 255, (colors[i] >> 16) & 255,
				   (colors[i] >> 8) & 255, colors[i] & 255);

		if (far < nearest) {
			nearest = far;
			best = i;
		}
	}
	return best;
}

static int32_t color_at_depth(int32_t rgb, enum color_depth depth)
{
	if (rgb == ROLE_NONE || depth == COLOR_NONE)
		return ROLE_NONE;
	return depth == COLOR_16    ? nearest_16(rgb)
	       : depth == COLOR_256 ? nearest_256(rgb)
				    : rgb;
}

struct style style_at_depth(const struct style *chosen, enum color_depth depth)
{
	return (struct style){ color_at_depth(chosen->foreground, depth),
			       color_at_depth(chosen->background, depth),
			       chosen->attributes };
}

static bool is_light(enum scheme scheme)
{
	return scheme == SCHEME_LIGHT || scheme == SCHEME_COLOR_BLIND_LIGHT;
}

/* The role's foreground in the scheme, and among sixteen. */
static void foreground_of(enum scheme scheme, enum role role, int32_t *rgb,
			  int32_t *ansi)
{
	*rgb = is_light(scheme) ? rows[role].light[0] : rows[role].dark[0];
	*ansi = rows[role].ansi[0];
	if (scheme != SCHEME_COLOR_BLIND && scheme != SCHEME_COLOR_BLIND_LIGHT)
		return;
	for (size_t i = 0; i < sizeof(changes) / sizeof(*changes); i++)
		if (changes[i].role == role) {
			*rgb = is_light(scheme) ? changes[i].light
						: changes[i].dark;
			*ansi = changes[i].ansi;
		}
}

/* With sixteen colours the palette is the user's; what has a background of its
 * own elsewhere is reversed here. */
static struct style style_of_16(enum scheme scheme, const struct role_row *row,
				int32_t ansi)
{
	struct style style = { ansi, row->ansi[1], row->color };

	/* On white, bright colours vanish: the dark half is used. */
	if (is_light(scheme) && style.foreground > 8 &&
	    style.background == ROLE_NONE)
		style.foreground -= 8;
	if (row->ansi[1] == ROLE_NONE && (row->mono & STYLE_REVERSE)) {
		style.attributes |= STYLE_REVERSE;
		style.foreground = ROLE_NONE;
	}
	return style;
}

struct style scheme_style(enum scheme scheme, enum color_depth depth,
			  enum role role)
{
	const struct role_row *row = &rows[role];
	struct style style = { ROLE_NONE, ROLE_NONE, row->color };
	int32_t ansi;

	if (depth == COLOR_NONE || scheme == SCHEME_MONO) {
		style.attributes = row->mono;
		return style;
	}
	foreground_of(scheme, role, &style.foreground, &ansi);
	if (depth == COLOR_16)
		return style_of_16(scheme, row, ansi);
	style.background = is_light(scheme) ? row->light[1] : row->dark[1];
	return style_at_depth(&style, depth);
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
