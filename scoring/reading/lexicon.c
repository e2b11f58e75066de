#include "scoring/reading/lexicon.h"

#include "base/ascii.h"
#include "base/hash.h"
#include "base/json_shape.h"
#include "scoring/reading/lexicon_internal.h"

#include <string.h>

struct lexicon *lexicon_create(void)
{
	struct lexicon *lexicon = mem_calloc(1, sizeof(*lexicon));

	lexicon->stemmer = stemmer_create();
	for (size_t i = 0; i < VOCABULARY_SLOTS; i++)
		lexicon->slots[i] = -1;
	return lexicon;
}

void lexicon_destroy(struct lexicon *lexicon)
{
	if (!lexicon)
		return;
	stemmer_destroy(lexicon->stemmer);
	vec_finish(&lexicon->concepts);
	vec_finish(&lexicon->phrases);
	vec_finish(&lexicon->words);
	arena_finish(&lexicon->arena);
	free(lexicon);
}

int lexicon_find(const struct lexicon *lexicon, const char *name, size_t length)
{
	for (size_t i = 0; i < lexicon->concepts.count; i++) {
		const char *own = lexicon->concepts.items[i].name;

		if (strlen(own) == length && strncmp(own, name, length) == 0)
			return (int)i;
	}
	return -1;
}

size_t lexicon_count(const struct lexicon *lexicon)
{
	return lexicon->concepts.count;
}

int lexicon_word(const struct lexicon *lexicon, const char *stem)
{
	uint64_t hash = hash_text(HASH_INIT, stem);
	int at = lexicon->slots[hash % VOCABULARY_SLOTS];

	while (at >= 0) {
		const struct vocabulary_word *word = &lexicon->words.items[at];

		if (word->hash == hash && strcmp(word->stem, stem) == 0)
			return at;
		at = word->next;
	}
	return -1;
}

static int word_or_new(struct lexicon *lexicon, const char *stem)
{
	int at = lexicon_word(lexicon, stem);
	uint64_t hash = hash_text(HASH_INIT, stem);
	int *slot = &lexicon->slots[hash % VOCABULARY_SLOTS];
	struct vocabulary_word word = { .hash = hash,
					.phrases = -1,
					.next = *slot };

	if (at >= 0)
		return at;
	word.stem = arena_strdup(&lexicon->arena, stem);
	vec_push(&lexicon->words, word);
	*slot = (int)lexicon->words.count - 1;
	return *slot;
}

/* A phrase being read from data, for its complaints. */
struct source {
	struct lexicon *lexicon;
	const struct json_doc *doc;
	const struct json *value;
	int concept;
	size_t variants;
	struct err *err;
};

static bool parse_gap(struct source *s, const char *text, size_t length,
		      struct part *out)
{
	int most = 0;

	for (size_t i = 1; i < length; i++) {
		if (!ascii_is_digit(text[i]) || most > LEXICON_GAP_MAX)
			return json_fail(s->doc, s->value, s->err,
					 "behind ~ stands a number of words, "
					 "at most %d",
					 LEXICON_GAP_MAX);
		most = most * 10 + (text[i] - '0');
	}
	if (most > LEXICON_GAP_MAX)
		return json_fail(s->doc, s->value, s->err,
				 "at most ~%d words can be skipped",
				 LEXICON_GAP_MAX);
	out->kind = PART_GAP;
	out->value = length == 1 ? 3 : most;
	return true;
}

static bool parse_reference(struct source *s, const char *text, size_t length,
			    struct part *out)
{
	int concept = length > 2 && text[length - 1] == '}'
			      ? lexicon_find(s->lexicon, text + 1, length - 2)
			      : -1;

	if (concept < 0 || concept >= s->concept)
		return json_fail(s->doc, s->value, s->err,
				 "no concept %.*s stands before this one",
				 (int)length, text);
	out->kind = PART_CONCEPT;
	out->value = concept;
	return true;
}

/* `exact`: the sign = stands before the first of the words a/b. */
static bool parse_part(struct source *s, const char *text, size_t length,
		       bool exact, struct part *out)
{
	char stem[STEM_SIZE];

	*out = (struct part){ .text = text, .length = length };
	if (length == 1 && *text == '#') {
		out->kind = PART_NUMBER;
	} else if (length == 5 && strncmp(text, "@time", 5) == 0) {
		out->kind = PART_TIME;
	} else if (*text == '~') {
		return parse_gap(s, text, length, out);
	} else if (*text == '{') {
		return parse_reference(s, text, length, out);
	} else if (exact) {
		size_t sign = *text == '=' ? 1 : 0;

		out->kind = PART_EXACT;
		out->text += sign;
		out->length -= sign;
	} else if (length > 1 && text[length - 1] == '*') {
		out->kind = PART_PREFIX;
		out->length--;
	} else {
		char *word = arena_strndup(&s->lexicon->arena, text, length);

		out->kind = PART_STEM;
		out->value = word_or_new(s->lexicon,
					 stemmer_stem(s->lexicon->stemmer, word,
						      stem));
	}
	return true;
}

/* Files a phrase under its first stem, or under those to be tried anywhere. */
static void keep_phrase(struct lexicon *lexicon, const struct phrase *phrase)
{
	int number = (int)lexicon->phrases.count;

	vec_push(&lexicon->phrases, *phrase);
	if (phrase->parts[0].kind == PART_STEM) {
		struct vocabulary_word *word =
			&lexicon->words.items[phrase->parts[0].value];

		lexicon->phrases.items[number].next = word->phrases;
		word->phrases = number;
	} else {
		struct concept *concept =
			&lexicon->concepts.items[phrase->concept];

		lexicon->phrases.items[number].next = concept->open;
		concept->open = number;
	}
}

/* Reads the rest of a phrase; each a/b makes one more variant of it. */
static bool parse_rest(struct source *s, const char *text,
		       struct phrase *phrase)
{
	text += strspn(text, " ");
	size_t length = strcspn(text, " ");

	if (length == 0) {
		const struct part *last =
			&phrase->parts[phrase->part_count - 1];

		if (phrase->part_count == 0 ||
		    phrase->parts[0].kind == PART_GAP || last->kind == PART_GAP)
			return json_fail(
				s->doc, s->value, s->err,
				"a phrase begins and ends with a word");
		keep_phrase(s->lexicon, phrase);
		return true;
	}
	if (phrase->part_count == LEXICON_PARTS_MAX)
		return json_fail(s->doc, s->value, s->err,
				 "a phrase has at most %d words",
				 LEXICON_PARTS_MAX);
	for (size_t at = 0; at < length;) {
		size_t word = strcspn(text + at, " /");
		size_t index = phrase->part_count;

		if (word == 0 || ++s->variants > LEXICON_VARIANTS_MAX)
			return json_fail(s->doc, s->value, s->err,
					 "a/b is between words, and a phrase "
					 "has at most %d variants",
					 LEXICON_VARIANTS_MAX);
		if (!parse_part(s, text + at, word, *text == '=' && length > 1,
				&phrase->parts[index]))
			return false;
		phrase->part_count++;
		if (!parse_rest(s, text + length, phrase))
			return false;
		phrase->part_count = index;
		at += word + (at + word < length ? 1 : 0);
	}
	return true;
}

static bool add_phrases(struct lexicon *lexicon, const struct json_doc *doc,
			const struct json *list, int concept, struct err *err)
{
	for (const struct json *item = json_first(list); item;
	     item = json_next(item)) {
		struct source s = { .lexicon = lexicon,
				    .doc = doc,
				    .value = item,
				    .concept = concept,
				    .err = err };
		struct phrase phrase = { .concept = concept, .next = -1 };
		const char *text = json_string_or(item, NULL);

		if (!text || text[strspn(text, " ")] == '\0')
			return json_fail(doc, item, err,
					 "a phrase is a text with words");
		if (!parse_rest(&s, arena_strdup(&lexicon->arena, text),
				&phrase))
			return false;
	}
	return true;
}

/* clang-format off */
static const struct json_shape concepts_shape = {
	.type = JSON_OBJECT, .most = LEXICON_CONCEPTS_MAX,
	.of = &json_shape_texts
};
static const struct json_shape format_shape = { .type = JSON_NUMBER,
						.low = LEXICON_FORMAT,
						.high = LEXICON_FORMAT };
static const struct json_shape lexicon_shape = JSON_SHAPE_OBJECT(
	JSON_MAY("format", &format_shape),
	JSON_MAY("about", &json_shape_text),
	JSON_NEED("concepts", &concepts_shape));
/* clang-format on */

bool lexicon_add(struct lexicon *lexicon, const struct json_doc *doc,
		 struct err *err)
{
	const struct json *concepts = json_get(json_root(doc), "concepts");

	if (!json_has_shape(doc, json_root(doc), &lexicon_shape, err))
		return false;
	for (const struct json *item = json_first(concepts); item;
	     item = json_next(item)) {
		const char *name = json_key(item);
		int concept = lexicon_find(lexicon, name, strlen(name));

		if (concept < 0) {
			struct concept fresh = {
				.name = arena_strdup(&lexicon->arena, name),
				.open = -1,
			};

			if (lexicon->concepts.count == LEXICON_CONCEPTS_MAX)
				return json_fail(doc, item, err,
						 "more than %d concepts",
						 LEXICON_CONCEPTS_MAX);
			concept = (int)lexicon->concepts.count;
			vec_push(&lexicon->concepts, fresh);
		}
		if (!add_phrases(lexicon, doc, item, concept, err))
			return false;
	}
	return true;
}
