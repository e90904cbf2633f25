// Plain C doors to the system's ICU. No ICU type, macro or version number leaves CICU.cpp.
// Every function that can fail writes ICU's status code to *status (0 or below means success).
#ifndef CICU_H
#define CICU_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

const char *cicu_version(void);
const char *cicu_error_name(int32_t status);

// Converters. `cicu_decode` stops at the first illegal or truncated sequence: *consumed is then its byte offset.
typedef struct cicu_converter cicu_converter;
cicu_converter *cicu_converter_open(const char *name, int32_t *status);
void cicu_converter_close(cicu_converter *converter);
// Returns the number of UTF-16 units written. `units` must hold at least `length + 1` units.
int64_t cicu_decode(cicu_converter *converter, const char *bytes, int64_t length, uint16_t *units, int64_t *consumed,
                    int32_t *status);
// Returns the number of bytes written, or the number needed with U_BUFFER_OVERFLOW_ERROR.
int32_t cicu_encode(cicu_converter *converter, const uint16_t *units, int32_t count, char *bytes, int32_t capacity,
                    int32_t *status);

// Charset detection. Writes up to `capacity` guesses, best first; names live as long as the detector.
typedef struct cicu_detector cicu_detector;
cicu_detector *cicu_detector_open(int32_t *status);
void cicu_detector_close(cicu_detector *detector);
int32_t cicu_detect(cicu_detector *detector, const char *bytes, int32_t length, const char **names, int32_t *confidences,
                    int32_t capacity, int32_t *status);

// NFKC with its edits. `excluded` is a UnicodeSet pattern (UTF-8) of characters left as they are.
typedef struct cicu_normalizer cicu_normalizer;
cicu_normalizer *cicu_normalizer_open(const char *excluded, int32_t *status);
void cicu_normalizer_close(cicu_normalizer *normalizer);
// Normalises UTF-8. `*output` (malloc'ed, free with cicu_free) holds UTF-8; `*edits` triples of
// (source bytes, output bytes, 1 if changed). Returns the number of triples.
int32_t cicu_normalize(cicu_normalizer *normalizer, const char *bytes, int32_t length, char **output,
                       int32_t *output_length, int32_t **edits, int32_t *status);
void cicu_free(void *pointer);

// Break iteration over UTF-16.
typedef struct cicu_breaker cicu_breaker;
enum { CICU_BREAK_SENTENCE = 0, CICU_BREAK_WORD = 1 };
cicu_breaker *cicu_breaker_open(int32_t kind, const char *locale, int32_t *status);
void cicu_breaker_close(cicu_breaker *breaker);
// `units` must stay valid until the next call or close.
void cicu_breaker_set(cicu_breaker *breaker, const uint16_t *units, int32_t count, int32_t *status);
// Writes up to `capacity` boundaries after the current one; fewer means the end was reached.
int32_t cicu_breaker_next(cicu_breaker *breaker, int32_t *boundaries, int32_t capacity);

// Transliteration of UTF-16 in place. Returns the new length.
typedef struct cicu_transliterator cicu_transliterator;
cicu_transliterator *cicu_transliterator_open(const char *identifier, int32_t *status);
void cicu_transliterator_close(cicu_transliterator *transliterator);
int32_t cicu_transliterate(cicu_transliterator *transliterator, uint16_t *units, int32_t length, int32_t capacity,
                           int32_t *status);

// The Chinese lunisolar calendar. Months are 1…12; dates are Gregorian in UTC+8.
typedef struct cicu_calendar cicu_calendar;
cicu_calendar *cicu_calendar_open(int32_t *status);
void cicu_calendar_close(cicu_calendar *calendar);
// The Gregorian date (as days since 1970-01-01) of a lunar date whose year began in Gregorian `year`.
// *exists is false when the month has no such day or the year no such leap month.
int32_t cicu_calendar_lunar_to_days(cicu_calendar *calendar, int32_t year, int32_t month, int32_t day, bool leap,
                                    bool *exists, int32_t *status);
void cicu_calendar_days_to_lunar(cicu_calendar *calendar, int32_t days, int32_t *year, int32_t *month, int32_t *day,
                                 bool *leap, int32_t *status);

// Collation of UTF-8 strings.
typedef struct cicu_collator cicu_collator;
cicu_collator *cicu_collator_open(const char *locale, int32_t *status);
void cicu_collator_close(cicu_collator *collator);
int32_t cicu_collate(cicu_collator *collator, const char *left, int32_t left_length, const char *right,
                     int32_t right_length, int32_t *status);

#ifdef __cplusplus
}
#endif
#endif
