using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.Core;

/// <summary>Decides which texts of an exchange may be recorded as they are. All others become <see cref="Text" />.</summary>
internal sealed class Redaction
{
    /// <summary>The text that replaces a redacted one; the check accepts it in place of any text.</summary>
    public const string Text = "[redacted]";

    private const string EncodedText = "%5Bredacted%5D";

    private static readonly TimeSpan RegexTimeout = TimeSpan.FromSeconds(1);

    private readonly HashSet<string> _enumerationValues;
    private readonly HashSet<string> _freeObjects;
    private readonly HashSet<string> _plainParameters;
    private readonly HashSet<string> _numericNames;
    private readonly ApiService _service;
    private readonly string _apiPath;

    private static readonly Regex Word = new("^[A-Za-z][A-Za-z0-9_.-]{0,39}\\z", RegexOptions.CultureInvariant, RegexTimeout);

    private static readonly Regex Name = new("^[a-z_$][A-Za-z0-9_.$-]{0,99}\\z", RegexOptions.CultureInvariant, RegexTimeout);

    private static readonly Regex ParameterName = new(
        "^[A-Za-z_][A-Za-z0-9_.-]{0,99}(\\[[A-Za-z0-9_.-]{0,99}\\]){0,3}\\z",
        RegexOptions.CultureInvariant,
        RegexTimeout
    );

    private static readonly Regex Digits = new("^[0-9]{1,19}\\z", RegexOptions.CultureInvariant, RegexTimeout);

    private static readonly Regex Timestamp = new(
        "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2}))?\\z",
        RegexOptions.CultureInvariant,
        RegexTimeout
    );

    // Two digits at most after the point, as telephone numbers are written with points, too.
    private static readonly Regex Decimal = new("^-?[0-9]{1,12}\\.[0-9]{1,2}\\z", RegexOptions.CultureInvariant, RegexTimeout);

    public Redaction(ApiService service)
    {
        var policy = service.Redaction;
        _service = service;
        _apiPath = service.ApiPath.TrimEnd('/');
        _enumerationValues = new(
            policy.EnumerationValues.SelectMany(static entry => entry.Value.Select(value => Pair(entry.Key, value))),
            StringComparer.Ordinal
        );
        _freeObjects = new(policy.FreeObjects, StringComparer.OrdinalIgnoreCase);
        _plainParameters = new(policy.PlainParameters, StringComparer.Ordinal);
        _numericNames = new(policy.NumericNames, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Returns true for a property that may hold an object with keys of any name.</summary>
    public bool IsFreeObject(string property) => _freeObjects.Contains(property);

    /// <summary>Returns true for the header that authenticates requests, which is never recorded.</summary>
    public bool IsSecretHeader(string name) => name.Equals(_service.AuthenticationHeader, StringComparison.OrdinalIgnoreCase);

    public bool IsNumericName(string name) => _numericNames.Contains(name);

    public static bool IsDigits(string text) => Digits.IsMatch(text);

    /// <summary>Returns a text of a body as it is recorded.</summary>
    /// <param name="text">The text.</param>
    /// <param name="property">The property that holds it; null within lists.</param>
    /// <param name="isFree">True within an object with keys of any name, where nothing is kept.</param>
    public string Value(string text, string? property, bool isFree)
    {
        if (text.Length == 0)
        {
            return text;
        }

        return
            !isFree
            && (
                Timestamp.IsMatch(text)
                || Decimal.IsMatch(text)
                || (property is not null && _enumerationValues.Contains(Pair(property, text)))
            )
            ? text
            : Text;
    }

    /// <summary>Returns the name of a property as it is recorded: names as APIs use them stay, unless the object is free.</summary>
    public static string PropertyName(string name, bool isFree) => !isFree && Name.IsMatch(name) ? name : Text;

    // No property name contains a line end.
    private static string Pair(string property, string value) => property + "\n" + value;

    /// <summary>
    /// A path below the base path of the API: words of the route and numbers stay. The base itself may be a proxy's and is replaced.
    /// </summary>
    public string Path(string path, string? route)
    {
        var segments = path.Split('/');
        var words = (route ?? string.Empty).Split(['/'], StringSplitOptions.RemoveEmptyEntries);
        var result = new StringBuilder(_apiPath);
        for (var index = 0; index < words.Length; index++)
        {
            var place = segments.Length - words.Length + index;
            var segment = place >= 0 ? segments[place] : string.Empty;
            result
                .Append('/')
                .Append(
                    words[index][0] != '{' ? words[index]
                    : IsDigits(segment) ? segment
                    : EncodedText
                );
        }

        return result.ToString();
    }

    /// <summary>A query with its question mark: names stay, and values of what pages and sorts.</summary>
    public string Query(string query)
    {
        var result = new StringBuilder();
        foreach (var pair in query.TrimStart('?').Split(['&'], StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split(['='], 2);
            var name = Uri.UnescapeDataString(parts[0]);
            result.Append(result.Length == 0 ? '?' : '&').Append(ParameterName.IsMatch(name) ? parts[0] : EncodedText);
            if (parts.Length == 2)
            {
                var value = Uri.UnescapeDataString(parts[1]);
                var isPlain = (_numericNames.Contains(name) && IsDigits(value)) || (_plainParameters.Contains(name) && Word.IsMatch(value));
                result.Append('=').Append(isPlain || value.Length == 0 ? parts[1] : EncodedText);
            }
        }

        return result.ToString();
    }
}
