namespace ClickFunnels.Emulator.Store;

/// <summary>Turns a numeric id into six letters and back, so that no two ids share a public id.</summary>
internal static class PublicIdCode
{
    private const string Letters = "QWERTYUIOPASDFGHJKLZXCVBNMqwertyuiopasdfghjklzxcvbnm";
    private const int Length = 6;
    private const long Count = 19_770_609_664; // 52^6
    private const long Factor = 7_919_190_793; // shares no divisor with 52, hence the mapping is one to one
    private const long Shift = 4_815_162_342;
    private static readonly long Inverse = ModularInverse();

    public static string Encode(long id)
    {
        var number = (long)((((UInt128)(ulong)(id % Count) * (ulong)Factor) + (ulong)Shift) % (ulong)Count);
        return string.Create(
            Length,
            number,
            static (span, rest) =>
            {
                for (var index = 0; index < span.Length; index++)
                {
                    span[index] = Letters[(int)(rest % Letters.Length)];
                    rest /= Letters.Length;
                }
            }
        );
    }

    public static bool TryDecode(string text, out long id)
    {
        id = 0;
        if (text.Length != Length)
        {
            return false;
        }

        long number = 0;
        for (var index = Length - 1; index >= 0; index--)
        {
            var digit = Letters.IndexOf(text[index], StringComparison.Ordinal);
            if (digit < 0)
            {
                return false;
            }

            number = (number * Letters.Length) + digit;
        }

        id = (long)((UInt128)(ulong)((number - Shift + Count) % Count) * (ulong)Inverse % (ulong)Count);
        return true;
    }

    // Extended Euclid.
    private static long ModularInverse()
    {
        (Int128 previous, Int128 current) = (Count, Factor);
        (Int128 before, Int128 inverse) = (0, 1);
        while (current != 1)
        {
            var quotient = previous / current;
            (previous, current) = (current, previous - (quotient * current));
            (before, inverse) = (inverse, before - (quotient * inverse));
        }

        return (long)((inverse % Count + Count) % Count);
    }
}
