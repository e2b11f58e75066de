/*
 * Exponential and normal draws by the ziggurat method.
 *
 * A draw is a pure function of one key.  Its low 8 bits choose one of 256
 * layers of equal area that cover the density, others a place in the layer:
 * where the layer lies under the density throughout, which is so for 97.8 %
 * of the exponential and 98.5 % of the normal draws, one multiplication gives
 * the result.  Else the draw goes on with keys folded from the first.  It is
 * not the inverse of the distribution function: keys near each other say
 * nothing about draws near each other.
 *
 * The tables are constants in exact bits (scripts/make-ziggurat-tables), and
 * no function of the C library is used, so that draws are the same anywhere.
 *
 * Marsaglia and Tsang, "The ziggurat method for generating random variables",
 * Journal of Statistical Software 5 (8), 2000; with layer and place from
 * different bits (Doornik, "An improved ziggurat method to generate normal
 * random samples", 2005) and the exponential tail as the law once more.
 */
#ifndef GAMEDAY_SIM_CHANCE_ZIGGURAT_H
#define GAMEDAY_SIM_CHANCE_ZIGGURAT_H

#include <stdint.h>

#define ZIGGURAT_LAYERS 256

/* The place is an odd whole number, so never 0: below 2^53 for the exponential
 * law, between -2^52 and 2^52 for the normal, as many on either side. */
struct ziggurat_layer {
	double width;	 /* x of place 1 */
	uint64_t inside; /* places before this are under the density */
};

/* From the layer at the bottom, which has the tail, to the one at the top. */
struct ziggurat {
	struct ziggurat_layer layer[ZIGGURAT_LAYERS];
	double height[ZIGGURAT_LAYERS + 1]; /* density at the layers' edges */
	double tail;			    /* x where it begins */
};

extern const struct ziggurat ziggurat_of_exponential, ziggurat_of_normal;

/* The draws of keys that are not under the density at once. */
double ziggurat_exponential_rest(uint64_t key);
double ziggurat_normal_rest(uint64_t key);

static inline const struct ziggurat_layer *ziggurat_layer(
	const struct ziggurat *ziggurat, uint64_t key)
{
	return &ziggurat->layer[key % ZIGGURAT_LAYERS];
}

static inline int64_t ziggurat_place(uint64_t key)
{
	return (int64_t)(key >> 11) | 1;
}

static inline int64_t ziggurat_signed_place(uint64_t key)
{
	return ziggurat_place(key) - (INT64_C(1) << 52);
}

/* Exponential with mean 1; always above 0. */
static inline double ziggurat_exponential(uint64_t key)
{
	const struct ziggurat_layer *layer =
		ziggurat_layer(&ziggurat_of_exponential, key);
	int64_t place = ziggurat_place(key);

	if ((uint64_t)place < layer->inside)
		return (double)place * layer->width;
	return ziggurat_exponential_rest(key);
}

/* Normal with mean 0 and variance 1. */
static inline double ziggurat_normal(uint64_t key)
{
	const struct ziggurat_layer *layer = ziggurat_layer(&ziggurat_of_normal,
							    key);
	int64_t place = ziggurat_signed_place(key);

	if ((uint64_t)(place < 0 ? -place : place) < layer->inside)
		return (double)place * layer->width;
	return ziggurat_normal_rest(key);
}

#endif
