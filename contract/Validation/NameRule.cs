using System.Buffers;
using System.Text.Json;

namespace ClickFunnels.Contracts.Validation;

/// <summary>
/// The characters of one kind of text that becomes part of generated code. Quotes, backslashes, line ends and semicolons are in none of
/// them.
/// </summary>
internal sealed class NameRule
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const string Digits = "0123456789";
    private const int MaxShown = 60;
    private readonly SearchValues<char> _allowed;
    private readonly string _description;
    private readonly int _maxLength;
    private readonly Start _start;

    private NameRule(string kind, string further, string start = "", int maxLength = 200)
    {
        Kind = kind;
        _allowed = SearchValues.Create(Letters + Digits + further);
        _maxLength = maxLength;
        _start = start switch
        {
            "/" => Start.Slash,
            "a" => Start.Letter,
            _ => Start.Any,
        };
        var marks = string.Join(' ', further.Select(mark => mark == ' ' ? "space" : mark.ToString()));
        _description =
            (
                _start switch
                {
                    Start.Slash => "starts with a slash and ",
                    Start.Letter => "starts with a letter and ",
                    _ => "has a letter or digit, and ",
                }
            )
            + $"consists of at most {maxLength} characters: A-Z, a-z, 0-9"
            + (marks.Length > 0 ? $" and {marks}" : "");
    }

    private enum Start
    {
        Any,
        Letter,
        Slash,
    }

    /// <summary>The kind of text, for messages.</summary>
    public string Kind { get; }

    public static NameRule Path { get; } = new("path", "_./{}[]-", "/", 500);

    public static NameRule OperationId { get; } = new("operationId", "_./-", "a");

    public static NameRule Parameter { get; } = new("parameter name", "_.$[]-");

    public static NameRule Header { get; } = new("header name", "_.-");

    public static NameRule Property { get; } = new("property name", "_.$:/[]-");

    public static NameRule Value { get; } = new("enumeration value", "_.$:/- ");

    public static NameRule Component { get; } = new("component name", "_.-");

    /// <summary>A schema of a contract, which becomes a class. The generator takes a dot for the end of a namespace.</summary>
    public static NameRule Schema { get; } = new("schema name", "_-", "a");

    public static NameRule EventType { get; } = new("event type", "_./-", "a");

    public static NameRule MediaType { get; } = new("media type", "_.+*/;= -");

    public static NameRule Key { get; } = new("key", "_.-");

    /// <summary>A C# identifier.</summary>
    public static NameRule Identifier { get; } = new("C# name", "_", "a");

    /// <summary>C# identifiers with dots between them.</summary>
    public static NameRule ClientPath { get; } = new("path of a client", "_.", "a");

    /// <summary>A tag of a published document, which the import makes an identifier.</summary>
    public static NameRule PublishedTag { get; } = new("tag", "_.:/& -", "a");

    /// <summary>Returns the problem of a text as a sentence; null if there is none.</summary>
    public string? ProblemOf(string text)
    {
        var fits =
            text.Length <= _maxLength
            && !text.AsSpan().ContainsAnyExcept(_allowed)
            && _start switch
            {
                Start.Slash => text.StartsWith('/'),
                Start.Letter => text.Length > 0 && char.IsAsciiLetter(text[0]),
                _ => text.Any(char.IsAsciiLetterOrDigit),
            };
        return fits ? null : $"{Shown(text)} is not a valid {Kind}, which {_description}.";
    }

    /// <summary>A text from outside as a JSON text of ASCII, shortened.</summary>
    public static string Shown(string text) =>
        JsonSerializer.Serialize(text.Length > MaxShown ? text[..MaxShown] : text, ValueJson.Default.String)
        + (text.Length > MaxShown ? "…" : "");
}
