// (linked with nothing)
// The converters of ICU that Qt asks Windows 10 for; here there are none but Qt's own.
#define NONE(type, name) __declspec(dllexport) type name(void) { return 0; }
#define FAILS(type, name, at)                                                           \
    __declspec(dllexport) type name(void *a, void *b, void *c, void *d, void *e, void *f, \
                                    void *g, int *h)                                    \
    {                                                                                   \
        void *words[] = {a, b, c, d, e, f, g, h};                                       \
        if (words[at]) *(int *)words[at] = 16; /* U_UNSUPPORTED_ERROR */                \
        return 0;                                                                       \
    }

FAILS(void *, ucnv_open, 1)
NONE(void *, ucnv_close)
NONE(void *, UCNV_FROM_U_CALLBACK_SUBSTITUTE)
NONE(void *, UCNV_TO_U_CALLBACK_SUBSTITUTE)
NONE(void *, ucnv_reset)
NONE(signed char, ucnv_getMaxCharSize)
FAILS(const char *, ucnv_getName, 1)
NONE(void *, ucnv_getToUCallBack)
NONE(void *, ucnv_getFromUCallBack)
NONE(void *, ucnv_setToUCallBack)
NONE(void *, ucnv_setFromUCallBack)
NONE(void *, ucnv_cbToUWriteUChars)
FAILS(void *, ucnv_toUnicode, 7)
NONE(void *, ucnv_cbFromUWriteUChars)
FAILS(int, ucnv_toUCountPending, 1)
FAILS(int, ucnv_fromUCountPending, 1)
FAILS(const char *, ucnv_getStandardName, 2)
NONE(const char *, ucnv_getAvailableName)
NONE(int, ucnv_countAvailable)
FAILS(void *, ucnv_fromUnicode, 7)
