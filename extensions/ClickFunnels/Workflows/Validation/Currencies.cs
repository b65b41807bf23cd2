using System;

namespace ClickFunnels.Workflows;

/// <summary>The rules of ISO 4217 for a plan: the form of a code, and the number of decimals of amounts.</summary>
internal static class Currencies
{
    private const string WithoutDecimals = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
    private const string WithThree = "BHD IQD JOD KWD LYD OMR TND";

    public static bool IsCode(string? code)
    {
        if (code is not { Length: 3 })
        {
            return false;
        }

        foreach (var letter in code)
        {
            if (letter is not ((>= 'A' and <= 'Z') or (>= 'a' and <= 'z')))
            {
                return false;
            }
        }

        return true;
    }

    public static int Decimals(string code) =>
        WithoutDecimals.IndexOf(code, StringComparison.OrdinalIgnoreCase) >= 0 ? 0
        : WithThree.IndexOf(code, StringComparison.OrdinalIgnoreCase) >= 0 ? 3
        : 2;
}
