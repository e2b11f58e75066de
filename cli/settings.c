#include "cli/settings.h"

#include "base/file.h"

#include <stdlib.h>
#include <string.h>

bool settings_path(struct str *out, struct err *err)
{
	const char *folder = getenv("XDG_CONFIG_HOME");
	const char *home = getenv("HOME");

	if (folder && *folder == '/')
		str_addf(out, "%s/gameday/config", folder);
	else if (home && *home)
		str_addf(out, "%s/.config/gameday/config", home);
	else
		return err_set(err, ERR_INPUT,
			       "neither XDG_CONFIG_HOME nor HOME is set; set "
			       "one so that settings can be kept");
	return true;
}

/* The file's text; none is an empty one. */
static bool read_file(const struct str *path, struct str *text, struct err *err)
{
	return !file_exists(path->s) ||
	       file_read(path->s, CONFIG_TEXT_MAX, text, err);
}

bool settings_load(struct config *config, struct err *err)
{
	struct str path = STR_INIT, text = STR_INIT;
	struct err ignored;
	bool good = true;

	config_init(config);
	/* Who has no home has no settings. */
	if (settings_path(&path, &ignored))
		good = read_file(&path, &text, err) &&
		       config_read(config, path.s, text.s, err);
	str_finish(&path);
	str_finish(&text);
	return good && config_environment(config, err);
}

bool settings_keep(const char *name, const char *value, struct err *err)
{
	struct str path = STR_INIT, text = STR_INIT, out = STR_INIT;
	bool good = settings_path(&path, err) && read_file(&path, &text, err);

	if (good) {
		char *last = strrchr(path.s, '/');

		*last = '\0';
		good = file_make_directories(path.s, err);
		*last = '/';
	}
	if (good) {
		config_put_line(text.s, name, value, &out);
		good = file_write(path.s, out.s, out.length, err);
	}
	str_finish(&path);
	str_finish(&text);
	str_finish(&out);
	return good;
}
