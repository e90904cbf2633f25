#include "CICU.h"

#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include <unicode/brkiter.h>
#include <unicode/bytestream.h>
#include <unicode/calendar.h>
#include <unicode/edits.h>
#include <unicode/normalizer2.h>
#include <unicode/ubrk.h>
#include <unicode/ucal.h>
#include <unicode/ucnv.h>
#include <unicode/ucol.h>
#include <unicode/ucsdet.h>
#include <unicode/uniset.h>
#include <unicode/utrans.h>
#include <unicode/uversion.h>

// The handles' names are ours; what they hold is ICU's.
struct cicu_normalizer {
  icu::UnicodeSet kept;
  std::unique_ptr<icu::FilteredNormalizer2> filtered;
};

struct cicu_calendar {
  UCalendar *chinese;
};

namespace {

UErrorCode begin(int32_t *status) {
  *status = U_ZERO_ERROR;
  return U_ZERO_ERROR;
}

UConverter *icu_of(cicu_converter *c) { return reinterpret_cast<UConverter *>(c); }
UCharsetDetector *icu_of(cicu_detector *d) { return reinterpret_cast<UCharsetDetector *>(d); }
UBreakIterator *icu_of(cicu_breaker *b) { return reinterpret_cast<UBreakIterator *>(b); }
UCollator *icu_of(cicu_collator *c) { return reinterpret_cast<UCollator *>(c); }
UTransliterator *icu_of(cicu_transliterator *t) { return reinterpret_cast<UTransliterator *>(t); }
UChar *units_of(uint16_t *units) { return reinterpret_cast<UChar *>(units); }
const UChar *units_of(const uint16_t *units) { return reinterpret_cast<const UChar *>(units); }

constexpr double milliseconds_per_day = 86400000.0;
// The Chinese calendar's own years count from 2637 BCE: the year that began in Gregorian y is y + 2637.
constexpr int32_t chinese_extended_year_offset = 2637;

}  // namespace

extern "C" {

const char *cicu_version(void) { return U_ICU_VERSION; }

const char *cicu_error_name(int32_t status) { return u_errorName(static_cast<UErrorCode>(status)); }

void cicu_free(void *pointer) { std::free(pointer); }

// MARK: converters

cicu_converter *cicu_converter_open(const char *name, int32_t *status) {
  UErrorCode error = begin(status);
  UConverter *converter = ucnv_open(name, &error);
  if (U_SUCCESS(error)) {
    ucnv_setToUCallBack(converter, UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
    ucnv_setFromUCallBack(converter, UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
  }
  *status = error;
  return reinterpret_cast<cicu_converter *>(converter);
}

void cicu_converter_close(cicu_converter *converter) { ucnv_close(icu_of(converter)); }

int64_t cicu_decode(cicu_converter *converter, const char *bytes, int64_t length, uint16_t *units, int64_t *consumed,
                    int32_t *status) {
  UErrorCode error = begin(status);
  ucnv_reset(icu_of(converter));
  const char *source = bytes;
  UChar *target = units_of(units);
  ucnv_toUnicode(icu_of(converter), &target, units_of(units) + length + 1, &source, bytes + length, nullptr, true, &error);
  *consumed = source - bytes;
  if (U_FAILURE(error)) {
    char invalid[32];
    int8_t count = sizeof invalid;
    UErrorCode ignored = U_ZERO_ERROR;
    ucnv_getInvalidChars(icu_of(converter), invalid, &count, &ignored);
    if (U_SUCCESS(ignored) && count <= *consumed) *consumed -= count;
  }
  *status = error;
  return target - units_of(units);
}

int32_t cicu_encode(cicu_converter *converter, const uint16_t *units, int32_t count, char *bytes, int32_t capacity,
                    int32_t *status) {
  UErrorCode error = begin(status);
  int32_t length = ucnv_fromUChars(icu_of(converter), bytes, capacity, units_of(units), count, &error);
  *status = error;
  return length;
}

// MARK: detection

cicu_detector *cicu_detector_open(int32_t *status) {
  UErrorCode error = begin(status);
  UCharsetDetector *detector = ucsdet_open(&error);
  *status = error;
  return reinterpret_cast<cicu_detector *>(detector);
}

void cicu_detector_close(cicu_detector *detector) { ucsdet_close(icu_of(detector)); }

int32_t cicu_detect(cicu_detector *detector, const char *bytes, int32_t length, const char **names, int32_t *confidences,
                    int32_t capacity, int32_t *status) {
  UErrorCode error = begin(status);
  int32_t found = 0;
  ucsdet_setText(icu_of(detector), bytes, length, &error);
  const UCharsetMatch **matches = ucsdet_detectAll(icu_of(detector), &found, &error);
  int32_t written = 0;
  for (; U_SUCCESS(error) && written < found && written < capacity; written++) {
    names[written] = ucsdet_getName(matches[written], &error);
    confidences[written] = ucsdet_getConfidence(matches[written], &error);
  }
  *status = error;
  return written;
}

// MARK: normalisation

cicu_normalizer *cicu_normalizer_open(const char *excluded, int32_t *status) {
  UErrorCode error = begin(status);
  const icu::Normalizer2 *nfkc = icu::Normalizer2::getNFKCInstance(error);
  auto owner = std::make_unique<cicu_normalizer>();
  owner->kept.applyPattern(icu::UnicodeString::fromUTF8(excluded), error);
  *status = error;
  if (U_FAILURE(error)) return nullptr;
  owner->kept.complement();
  owner->kept.freeze();
  owner->filtered = std::make_unique<icu::FilteredNormalizer2>(*nfkc, owner->kept);
  return owner.release();
}

void cicu_normalizer_close(cicu_normalizer *normalizer) { delete normalizer; }

int32_t cicu_normalize(cicu_normalizer *normalizer, const char *bytes, int32_t length, char **output,
                       int32_t *output_length, int32_t **edits, int32_t *status) {
  UErrorCode error = begin(status);
  std::string text;
  icu::StringByteSink<std::string> sink(&text, length);
  icu::Edits changes;
  normalizer->filtered->normalizeUTF8(0, icu::StringPiece(bytes, length), sink, &changes, error);
  std::vector<int32_t> triples;
  auto iterator = changes.getFineIterator();
  while (U_SUCCESS(error) && iterator.next(error)) {
    triples.push_back(iterator.oldLength());
    triples.push_back(iterator.newLength());
    triples.push_back(iterator.hasChange() ? 1 : 0);
  }
  *status = error;
  *output = nullptr;
  *edits = nullptr;
  *output_length = 0;
  if (U_FAILURE(error)) return 0;
  *output = static_cast<char *>(std::malloc(text.size() + 1));
  *edits = static_cast<int32_t *>(std::malloc(triples.size() * sizeof(int32_t) + 1));
  if (*output == nullptr || *edits == nullptr) {
    *status = U_MEMORY_ALLOCATION_ERROR;
    return 0;
  }
  std::memcpy(*output, text.data(), text.size());
  std::memcpy(*edits, triples.data(), triples.size() * sizeof(int32_t));
  *output_length = static_cast<int32_t>(text.size());
  return static_cast<int32_t>(triples.size() / 3);
}

// MARK: break iteration

cicu_breaker *cicu_breaker_open(int32_t kind, const char *locale, int32_t *status) {
  UErrorCode error = begin(status);
  UBreakIterator *breaker =
      ubrk_open(kind == CICU_BREAK_WORD ? UBRK_WORD : UBRK_SENTENCE, locale, nullptr, 0, &error);
  *status = error;
  return reinterpret_cast<cicu_breaker *>(breaker);
}

void cicu_breaker_close(cicu_breaker *breaker) { ubrk_close(icu_of(breaker)); }

void cicu_breaker_set(cicu_breaker *breaker, const uint16_t *units, int32_t count, int32_t *status) {
  UErrorCode error = begin(status);
  ubrk_setText(icu_of(breaker), units_of(units), count, &error);
  if (U_SUCCESS(error)) ubrk_first(icu_of(breaker));
  *status = error;
}

int32_t cicu_breaker_next(cicu_breaker *breaker, int32_t *boundaries, int32_t capacity) {
  int32_t written = 0;
  while (written < capacity) {
    int32_t boundary = ubrk_next(icu_of(breaker));
    if (boundary == UBRK_DONE) break;
    boundaries[written++] = boundary;
  }
  return written;
}

// MARK: transliteration

cicu_transliterator *cicu_transliterator_open(const char *identifier, int32_t *status) {
  UErrorCode error = begin(status);
  icu::UnicodeString id = icu::UnicodeString::fromUTF8(identifier);
  UTransliterator *transliterator =
      utrans_openU(id.getBuffer(), id.length(), UTRANS_FORWARD, nullptr, 0, nullptr, &error);
  *status = error;
  return reinterpret_cast<cicu_transliterator *>(transliterator);
}

void cicu_transliterator_close(cicu_transliterator *transliterator) { utrans_close(icu_of(transliterator)); }

int32_t cicu_transliterate(cicu_transliterator *transliterator, uint16_t *units, int32_t length, int32_t capacity,
                           int32_t *status) {
  UErrorCode error = begin(status);
  int32_t text_length = length;
  int32_t limit = length;
  utrans_transUChars(icu_of(transliterator), units_of(units), &text_length, capacity, 0, &limit, &error);
  *status = error;
  return text_length;
}

// MARK: the Chinese calendar

cicu_calendar *cicu_calendar_open(int32_t *status) {
  UErrorCode error = begin(status);
  static const char16_t zone[] = u"Asia/Shanghai";
  UCalendar *chinese = ucal_open(zone, -1, "zh@calendar=chinese", UCAL_TRADITIONAL, &error);
  *status = error;
  if (U_FAILURE(error)) return nullptr;
  return new cicu_calendar{chinese};
}

void cicu_calendar_close(cicu_calendar *calendar) {
  ucal_close(calendar->chinese);
  delete calendar;
}

int32_t cicu_calendar_lunar_to_days(cicu_calendar *calendar, int32_t year, int32_t month, int32_t day, bool leap,
                                    bool *exists, int32_t *status) {
  UErrorCode error = begin(status);
  UCalendar *chinese = calendar->chinese;
  ucal_clear(chinese);
  ucal_set(chinese, UCAL_EXTENDED_YEAR, year + chinese_extended_year_offset);
  ucal_set(chinese, UCAL_MONTH, month - 1);
  ucal_set(chinese, UCAL_IS_LEAP_MONTH, leap ? 1 : 0);
  ucal_set(chinese, UCAL_DAY_OF_MONTH, day);
  // Noon: the zone had other offsets before 1992, and a day must not slip over midnight.
  ucal_set(chinese, UCAL_HOUR_OF_DAY, 12);
  double time = ucal_getMillis(chinese, &error);
  *exists = U_SUCCESS(error) && ucal_get(chinese, UCAL_MONTH, &error) == month - 1 &&
            ucal_get(chinese, UCAL_DAY_OF_MONTH, &error) == day &&
            (ucal_get(chinese, UCAL_IS_LEAP_MONTH, &error) != 0) == leap;
  *status = error;
  double day_number = time / milliseconds_per_day;
  int32_t whole = static_cast<int32_t>(day_number);
  return day_number < whole ? whole - 1 : whole;
}

void cicu_calendar_days_to_lunar(cicu_calendar *calendar, int32_t days, int32_t *year, int32_t *month, int32_t *day,
                                 bool *leap, int32_t *status) {
  UErrorCode error = begin(status);
  UCalendar *chinese = calendar->chinese;
  ucal_setMillis(chinese, days * milliseconds_per_day + milliseconds_per_day / 6, &error);
  *year = ucal_get(chinese, UCAL_EXTENDED_YEAR, &error) - chinese_extended_year_offset;
  *month = ucal_get(chinese, UCAL_MONTH, &error) + 1;
  *day = ucal_get(chinese, UCAL_DAY_OF_MONTH, &error);
  *leap = ucal_get(chinese, UCAL_IS_LEAP_MONTH, &error) != 0;
  *status = error;
}

// MARK: collation

cicu_collator *cicu_collator_open(const char *locale, int32_t *status) {
  UErrorCode error = begin(status);
  UCollator *collator = ucol_open(locale, &error);
  *status = error;
  return reinterpret_cast<cicu_collator *>(collator);
}

void cicu_collator_close(cicu_collator *collator) { ucol_close(icu_of(collator)); }

int32_t cicu_collate(cicu_collator *collator, const char *left, int32_t left_length, const char *right,
                     int32_t right_length, int32_t *status) {
  UErrorCode error = begin(status);
  UCollationResult result = ucol_strcollUTF8(icu_of(collator), left, left_length, right, right_length, &error);
  *status = error;
  return static_cast<int32_t>(result);
}

}  // extern "C"
