#include "base/unit.h"

#include "base/ascii.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* What has a scale; the kind "" is no kind. */
static const struct known {
	const char *name, *kind;
	double scale;
} known[] = {
	{ "us", "s", 1e-6 },	 { "ms", "s", 1e-3 },
	{ "s", "s", 1 },	 { "min", "s", 60 },
	{ "h", "s", 3600 },	 { "hour", "s", 3600 },
	{ "d", "s", 86400 },	 { "day", "s", 86400 },
	{ "week", "s", 604800 }, { "month", "s", 2592e3 },
	{ "B", "B", 1 },	 { "KB", "B", 1e3 },
	{ "MB", "B", 1e6 },	 { "GB", "B", 1e9 },
	{ "TB", "B", 1e12 },	 { "%", "", 1e-2 },
	{ "1", "", 1 },
};

struct unit unit_none(void)
{
	return (struct unit){ .scale = 1 };
}

/* Adds power of a kind, keeping the order and dropping what cancels. */
static bool add_kind(struct unit *unit, const char *name, int power)
{
	size_t at = 0;

	while (at < unit->count && strcmp(unit->kinds[at].name, name) < 0)
		at++;
	if (at < unit->count && strcmp(unit->kinds[at].name, name) == 0) {
		unit->kinds[at].power += power;
		if (unit->kinds[at].power == 0) {
			unit->count--;
			memmove(&unit->kinds[at], &unit->kinds[at + 1],
				(unit->count - at) * sizeof(unit->kinds[0]));
		}
		return true;
	}
	if (unit->count == UNIT_KINDS_MAX)
		return false;
	memmove(&unit->kinds[at + 1], &unit->kinds[at],
		(unit->count - at) * sizeof(unit->kinds[0]));
	snprintf(unit->kinds[at].name, sizeof(unit->kinds[at].name), "%s",
		 name);
	unit->kinds[at].power = power;
	unit->count++;
	return true;
}

static const struct known *find_known(const char *name)
{
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (strcmp(known[i].name, name) == 0)
			return &known[i];
	return NULL;
}

static double raise(double base, int power)
{
	double product = 1;

	for (int i = power < 0 ? -power : power; i > 0; i--)
		product *= base;
	return power < 0 ? 1 / product : product;
}

/* "pods" is "pod"; "days" is "day". */
static void singular(char *name)
{
	size_t length = strlen(name);

	if (length > 2 && name[length - 1] == 's' && name[length - 2] != 's')
		name[length - 1] = '\0';
}

static bool add_factor(struct unit *unit, char *name, int power)
{
	const struct known *k = find_known(name);

	if (!k) {
		singular(name);
		k = find_known(name);
	}
	if (!k)
		return add_kind(unit, name, power);
	unit->scale *= raise(k->scale, power);
	return k->kind[0] == '\0' || add_kind(unit, k->kind, power);
}

/* One name with its power; leaves *at behind it. */
static bool read_factor(const char *text, const char **at, char *name,
			int *power, struct err *err)
{
	size_t length = 0;

	*power = 1;
	while (ascii_is_letter((*at)[length]) || (*at)[length] == '%' ||
	       (*at)[length] == '-' || (*at)[length] == '1')
		length++;
	if (length == 0)
		return err_set(
			err, ERR_INPUT,
			"\"%s\" is no unit; write it like ms, USD/h, KB/s or requests/pod",
			text);
	if (length >= UNIT_NAME_SIZE)
		return err_set(err, ERR_LIMIT,
			       "a unit's name has at most %d letters, not as "
			       "many as in \"%s\"",
			       UNIT_NAME_SIZE - 1, text);
	memcpy(name, *at, length);
	name[length] = '\0';
	*at += length;
	if (**at == '^' && (*at)[1] >= '1' && (*at)[1] <= '9') {
		*power = (*at)[1] - '0';
		*at += 2;
	}
	return true;
}

bool unit_parse(const char *text, struct unit *out, struct err *err)
{
	struct unit unit = unit_none();
	const char *at = text;
	int sign = 1;

	for (;;) {
		char name[UNIT_NAME_SIZE];
		int power;

		at += strspn(at, " ");
		if (!read_factor(text, &at, name, &power, err))
			return false;
		if (!add_factor(&unit, name, sign * power))
			return err_set(err, ERR_LIMIT,
				       "\"%s\" has too many parts (at most %d)",
				       text, UNIT_KINDS_MAX);
		at += strspn(at, " ");
		if (*at == '\0')
			break;
		sign = *at == '/' ? -1 : 1;
		at += *at == '/' || *at == '*';
	}
	*out = unit;
	return true;
}

bool unit_same_kind(const struct unit *a, const struct unit *b)
{
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (a->kinds[i].power != b->kinds[i].power ||
		    strcmp(a->kinds[i].name, b->kinds[i].name) != 0)
			return false;
	return true;
}

bool unit_multiply(const struct unit *a, const struct unit *b, int power,
		   struct unit *out)
{
	struct unit product = *a;

	product.scale *= raise(b->scale, power);
	for (size_t i = 0; i < b->count; i++)
		if (!add_kind(&product, b->kinds[i].name,
			      b->kinds[i].power * power))
			return false;
	*out = product;
	return true;
}

bool unit_root(const struct unit *a, struct unit *out)
{
	struct unit root = *a;

	root.scale = sqrt(a->scale);
	for (size_t i = 0; i < root.count; i++) {
		if (root.kinds[i].power % 2 != 0)
			return false;
		root.kinds[i].power /= 2;
	}
	*out = root;
	return true;
}

const char *unit_describe(const struct unit *unit, char *buffer, size_t size)
{
	size_t length = 0;
	bool above = false;

	buffer[0] = '\0';
	for (int below = 0; below < 2; below++)
		for (size_t i = 0; i < unit->count; i++) {
			int power = unit->kinds[i].power;
			int n;

			if ((power < 0) != (below == 1) || length >= size)
				continue;
			n = snprintf(buffer + length, size - length, "%s%s",
				     below ? (above ? "/" : "1/")
					   : (above ? "*" : ""),
				     unit->kinds[i].name);
			above = true;
			length += (size_t)n;
			if (power * power > 1 && length < size)
				length += (size_t)snprintf(
					buffer + length, size - length, "^%d",
					power < 0 ? -power : power);
		}
	if (unit->count == 0)
		snprintf(buffer, size, "a plain number");
	return buffer;
}
