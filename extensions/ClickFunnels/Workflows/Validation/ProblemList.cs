using System;
using System.Collections.Generic;

namespace ClickFunnels.Workflows;

/// <summary>Collects problems, with the checks that many fields share.</summary>
internal sealed class ProblemList
{
    // The service cannot store longer names and keys.
    private const int MaximumName = 255;

    private readonly List<ProductPlanProblem> _problems = [];

    public IReadOnlyList<ProductPlanProblem> Problems => _problems;

    public void Add(string path, string message) => _problems.Add(new ProductPlanProblem(path, message));

    /// <summary>Checks a required name that identifies a record, so it must not have spaces around it.</summary>
    public bool Name(string path, string? value, string fix)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            Add(path, "is missing. " + fix);
            return false;
        }

        return OptionalName(path, value);
    }

    public bool OptionalName(string path, string? value)
    {
        if (value is null)
        {
            return true;
        }

        if (value.Trim().Length == 0)
        {
            Add(path, "is blank. Set a text, or null.");
            return false;
        }

        if (value.Trim().Length != value.Length)
        {
            Add(path, "has spaces around it, which the service may remove. Remove them.");
            return false;
        }

        if (value.Length > MaximumName)
        {
            Add(path, $"has {value.Length} characters. Use at most {MaximumName}.");
            return false;
        }

        return true;
    }

    public void MaximumLength(string path, string? value, int maximum)
    {
        if (value is not null && value.Length > maximum)
        {
            Add(path, $"has {value.Length} characters. Shorten it to at most {maximum}.");
        }
    }

    public void Id(string path, long? value)
    {
        if (value <= 0)
        {
            Add(path, "is not an id. Use the numeric id of an existing record, 1 or more.");
        }
    }

    public void Ids(string path, IEnumerable<long>? values)
    {
        var seen = new HashSet<long>();
        var index = 0;
        foreach (var value in values ?? [])
        {
            Id($"{path}[{index}]", value);
            if (!seen.Add(value))
            {
                Add($"{path}[{index}]", "appears twice. Remove one.");
            }

            index++;
        }
    }

    public void NotNegative(string path, decimal? value)
    {
        if (value < 0)
        {
            Add(path, "is negative. Use 0 or more.");
        }
    }

    public void Money(string path, decimal? value, string? currency)
    {
        NotNegative(path, value);
        if (
            value is { } amount
            && Currencies.IsCode(currency)
            && Currencies.Decimals(currency!) is var decimals
            && decimal.Round(amount, decimals) != amount
        )
        {
            Add(
                path,
                $"has more decimals than {currency!.ToUpperInvariant()} has ({decimals}). Round it; amounts are in units of "
                    + "the currency, not in cents."
            );
        }
    }

    public void Positive(string path, int? value)
    {
        if (value < 1)
        {
            Add(path, "must be 1 or more.");
        }
    }

    public void EmailAddress(string path, string? value)
    {
        if (value is not null && !SettingChecks.IsEmailAddress(value))
        {
            Add(path, "is not an e-mail address. Use one address such as name@example.com.");
        }
    }

    /// <summary>Checks a country code of two letters. Only the form is checked.</summary>
    public void Country(string path, string? value)
    {
        if (value is not null && !(value.Length == 2 && IsLetter(value[0]) && IsLetter(value[1])))
        {
            Add(path, "is not a country code. Use two ISO 3166 letters, such as US.");
        }
    }

    private static bool IsLetter(char character) => character is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z');
}

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
