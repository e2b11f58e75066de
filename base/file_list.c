#include "base/file.h"
#include "base/mem.h"
#include "base/vec.h"

#include <dirent.h>
#include <errno.h>

struct names {
	VEC_OF(char *);
	size_t bytes; /* of all names with their ends */
};

static int by_bytes(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool is_dots(const char *name)
{
	return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

/* One block: the pointers first, the names they point to behind them. */
static char **pack(const struct names *names)
{
	size_t pointers = mem_product(names->count + 1, sizeof(char *));
	char **list = mem_alloc(pointers + names->bytes);
	char *at = (char *)list + pointers;

	for (size_t i = 0; i < names->count; i++) {
		size_t size = strlen(names->items[i]) + 1;

		list[i] = at;
		memcpy(at, names->items[i], size);
		at += size;
	}
	list[names->count] = NULL;
	return list;
}

char **file_list(const char *path, struct err *err)
{
	struct names names = { 0 };
	DIR *directory = opendir(path);
	struct dirent *entry;
	char **list = NULL;

	if (!directory) {
		err_set_at(err,
			   errno == ENOENT || errno == ENOTDIR ? ERR_INPUT
							       : ERR_IO,
			   path, 0, 0, "cannot list this directory: %s",
			   strerror(errno));
		return NULL;
	}
	errno = 0;
	while ((entry = readdir(directory)) != NULL) {
		if (!is_dots(entry->d_name)) {
			vec_push(&names, mem_strdup(entry->d_name));
			names.bytes += strlen(entry->d_name) + 1;
		}
		errno = 0;
	}
	if (errno != 0) {
		err_set_at(err, ERR_IO, path, 0, 0,
			   "cannot list this directory: %s", strerror(errno));
	} else {
		if (names.count)
			qsort(names.items, names.count, sizeof(char *),
			      by_bytes);
		list = pack(&names);
	}
	closedir(directory);
	for (size_t i = 0; i < names.count; i++)
		free(names.items[i]);
	vec_finish(&names);
	return list;
}
