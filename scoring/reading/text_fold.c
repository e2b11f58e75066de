/*
 * Numbers and times of day that are written in several words.
 */
#include "scoring/reading/text_internal.h"

#include <math.h>
#include <string.h>

/* A number that is being put together: "four thousand" + "three hundred". */
struct sum {
	double total, current;
	bool scaled;
};

/* Takes one more number word; false when it does not go on with the sum. */
static bool sum_takes(struct sum *sum, const struct text_word *word)
{
	double value = word->value, rest = fmod(sum->current, 100);

	if (!word->spelled)
		return false;
	if (text_is_scale(word->lower)) {
		if (sum->current >= value || sum->current <= 0)
			return false;
		if (value < 1000) {
			sum->current *= value;
		} else {
			sum->total += sum->current * value;
			sum->current = 0;
		}
		sum->scaled = true;
		return true;
	}
	/* "twenty" + "five", "three hundred" + "five", "a thousand" + "five" */
	if ((rest >= 20 && fmod(rest, 10) <= 0 && value < 10 && value > 0) ||
	    (rest <= 0 && sum->scaled && value > 0)) {
		sum->current += value;
		return true;
	}
	return false;
}

static bool is_word(const struct text_word *word, const char *lower)
{
	return word->kind == TEXT_WORD && strcmp(word->lower, lower) == 0;
}

/* "Half a million": it becomes the word that the number begins with. */
static bool is_half_of_scale(const struct text_word *words, size_t count)
{
	return count >= 3 && is_word(&words[0], "half") &&
	       is_word(&words[1], "a") && words[2].spelled &&
	       text_is_scale(words[2].lower);
}

/* How many words from `words` on make up one number; its value in *sum. */
static size_t number_length(const struct text_word *words, size_t count,
			    struct sum *sum)
{
	size_t at = 1;

	while (at < count && words[at].clause == words->clause) {
		if (at + 2 < count && is_word(&words[at], "and") &&
		    is_word(&words[at + 1], "a") &&
		    is_word(&words[at + 2], "half")) {
			sum->current += 0.5;
			at += 3;
		} else if (at + 1 < count && is_word(&words[at], "and") &&
			   sum->scaled && words[at + 1].value < 100 &&
			   sum_takes(sum, &words[at + 1])) {
			at += 2;
		} else if (sum_takes(sum, &words[at])) {
			at++;
		} else {
			break;
		}
	}
	return at;
}

size_t text_fold_numbers(struct text_word *words, size_t count)
{
	size_t kept = 0;

	for (size_t at = 0; at < count;) {
		struct sum sum = { 0, words[at].value, words[at].scaled };
		size_t length = 1;

		if (words[at].kind == TEXT_NUMBER) {
			sum.scaled |= words[at].spelled &&
				      words[at].value >= 100;
			length = number_length(words + at, count - at, &sum);
		}
		words[kept] = words[at];
		if (is_half_of_scale(words + at, count - at)) {
			length = 3;
			sum.current = words[at + 2].value / 2;
			words[kept].kind = TEXT_NUMBER;
			words[kept].spelled = true;
		}
		if (length > 1) {
			const struct text_word *last = &words[at + length - 1];

			words[kept].value = sum.total + sum.current;
			words[kept].scaled = words[kept].value >= 1000;
			words[kept].length = last->at + last->length -
					     words[kept].at;
		}
		kept++;
		at += length;
	}
	return kept;
}

/* The hour that people mean who say "half past two": one of the working day. */
static double plain_hour(double hour)
{
	return hour < 7 ? hour + 12 : hour;
}

/* "half past two", "quarter to three", "two o'clock": words taken, or 0. */
static size_t clock_length(const struct text_word *words, size_t count,
			   double *minutes)
{
	bool half = is_word(words, "half"), quarter = is_word(words, "quarter");

	if (count >= 3 && (half || quarter) && words[2].kind == TEXT_NUMBER &&
	    words[2].value >= 1 && words[2].value <= 12 &&
	    (is_word(&words[1], "past") ||
	     (quarter && is_word(&words[1], "to")))) {
		double part = half ? 30 : is_word(&words[1], "to") ? -15 : 15;

		*minutes = plain_hour(words[2].value) * 60 + part;
		return 3;
	}
	if (count >= 2 && words[0].kind == TEXT_NUMBER && words[0].value >= 1 &&
	    words[0].value <= 12 && is_word(&words[1], "o")) {
		*minutes = plain_hour(words[0].value) * 60;
		return 2;
	}
	return 0;
}

size_t text_fold_clocks(struct text_word *words, size_t count)
{
	size_t kept = 0;

	for (size_t at = 0; at < count;) {
		double minutes = 0;
		size_t length = clock_length(words + at, count - at, &minutes);
		const struct text_word *last =
			&words[at + (length ? length - 1 : 0)];
		size_t end = last->at + last->length;

		words[kept] = words[at];
		if (length > 0) {
			words[kept].kind = TEXT_CLOCK;
			words[kept].value = minutes;
			words[kept].length = end - words[kept].at;
		}
		kept++;
		at += length ? length : 1;
	}
	return kept;
}
