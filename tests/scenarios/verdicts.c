/*
 * What the loaders say of files that come in on standard input, for schema.py.
 *
 * usage: verdicts FOLDER       files of the pack in FOLDER, one replaced
 *        verdicts --model      models
 *
 * In: "NAME LENGTH\n" and the bytes, again and again.  Out: a line each, "ok" or
 * why not.
 */
#include "base/json.h"
#include "base/mem.h"
#include "scenarios/pack.h"
#include "sim/model/model.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FILES_MAX 8
#define TEXT_MAX (4u << 20)

static bool model_is_good(const char *text, size_t length, struct err *err)
{
	struct json_doc *doc = json_parse(text, length, "model", err);
	struct sim_model *model =
		doc ? sim_model_parse(doc, json_root(doc), err) : NULL;
	bool good = model != NULL;

	sim_model_destroy(model);
	json_destroy(doc);
	return good;
}

static bool pack_is_good(const struct pack *base, const char *name,
			 const char *text, size_t length, struct err *err)
{
	struct pack_file files[FILES_MAX];
	size_t count;
	const struct pack_file *given = pack_files(base, &count);
	struct pack *pack;

	for (size_t i = 0; i < count && i < FILES_MAX; i++) {
		files[i] = given[i];
		if (strcmp(given[i].name, name) == 0)
			files[i] = (struct pack_file){ name, text, length };
	}
	pack = pack_load_files(files, count, "", err);
	pack_destroy(pack);
	return pack != NULL;
}

static int judge_all(const struct pack *base)
{
	char name[64];
	size_t length;

	while (scanf("%63s %zu", name, &length) == 2) {
		struct err err = { 0 };
		char *text;
		bool good;

		if (getchar() != '\n' || length > TEXT_MAX)
			return 2;
		text = mem_alloc(length + 1);
		if (fread(text, 1, length, stdin) != length)
			return 2;
		text[length] = '\0';
		good = base ? pack_is_good(base, name, text, length, &err)
			    : model_is_good(text, length, &err);
		printf("%s\n", good ? "ok" : err.message);
		fflush(stdout);
		free(text);
	}
	return 0;
}

int main(int argc, char **argv)
{
	struct err err = { 0 };
	struct pack *base = NULL;
	int status;

	if (argc != 2)
		return 2;
	if (strcmp(argv[1], "--model") != 0) {
		base = pack_load(argv[1], &err);
		if (!base) {
			fprintf(stderr, "%s\n", err.message);
			return 2;
		}
	}
	status = judge_all(base);
	pack_destroy(base);
	return status;
}
