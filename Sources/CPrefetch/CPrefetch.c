// All there is stands in the header, so that it is compiled into its callers.
#include "CPrefetch.h"
