using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ClickFunnels.Contracts.Model;

namespace ClickFunnels.Drift.Skills;

/// <summary>The text of an error, as a skill quotes it.</summary>
/// <param name="Status">The status; null if it is not stated.</param>
/// <param name="Text">The text.</param>
/// <param name="Line">Its line in the file.</param>
internal sealed record QuotedError(int? Status, string Text, int Line);

/// <summary>Finds quoted texts of errors, and compares them with the texts of a contract.</summary>
internal sealed partial class ErrorTexts
{
    private const int MaxDistance = 80;
    private const int MaxLength = 300;
    private const int MaxParagraph = 20_000;
    private static readonly string[] Keys = ["error", "errors", "message", "messages", "base", "detail", "title", "full_messages"];

    private static readonly HashSet<string> Reasons = Enum.GetNames<HttpStatusCode>()
        .Append("UnprocessableEntity")
        .Append("TooManyRequests")
        .Append("InternalServerError")
        .ToHashSet(StringComparer.OrdinalIgnoreCase);

    private readonly string _known;

    /// <summary>Collects the texts of a contract: descriptions, summaries, examples and values.</summary>
    public ErrorTexts(ApiDocument contract)
    {
        var text = new StringBuilder();
        var waiting = new Stack<JsonNode>([contract.Root]);
        while (waiting.TryPop(out var node))
        {
            var children = node switch
            {
                JsonObject map => map.Select(entry => entry.Value),
                JsonArray list => list,
                _ => [],
            };
            foreach (var child in children.OfType<JsonNode>())
            {
                waiting.Push(child);
            }

            if (node is JsonValue value && value.TryGetValue<string>(out var words) && words.Contains(' ', StringComparison.Ordinal))
            {
                text.Append('\n').Append(Normal(words)).Append('\n');
            }
        }

        _known = text.ToString();
    }

    /// <summary>Returns true if a text of the contract has this text. Placeholders in it match anything.</summary>
    public bool Has(string text) =>
        Placeholder()
            .Split(text)
            .Select(Normal)
            .Where(part => part.Length > 2)
            .All(part => _known.Contains(part, StringComparison.Ordinal));

    /// <summary>Finds the texts beside a status of failure: inline code, and texts in quotes.</summary>
    public static IEnumerable<QuotedError> In(IReadOnlyList<TextSpan> spans)
    {
        var text = new StringBuilder();
        var codes = new List<(int Start, int End, int Line)>();
        var lines = new List<(int Start, int Line)>();
        foreach (var span in spans.TakeWhile(_ => text.Length < MaxParagraph))
        {
            lines.Add((text.Length, span.Line));
            if (span.IsCode)
            {
                codes.Add((text.Length, text.Length + span.Text.Length, span.Line));
            }

            text.Append(span.Text);
        }

        var whole = text.ToString();
        var statuses = Status().Matches(whole).ToList();
        if (statuses.Count == 0)
        {
            yield break;
        }

        var quotes = Quoted()
            .Matches(whole)
            .Select(match => (match.Groups["text"].Index, End: match.Groups["text"].Index + match.Groups["text"].Length))
            .Where(quote => !codes.Any(code => code.Start <= quote.Index && quote.End <= code.End))
            .Select(quote => (quote.Index, quote.End, lines.Last(line => line.Start <= quote.Index).Line));
        foreach (var (start, end, line) in codes.Concat(quotes).OrderBy(place => place.Item1).Take(1_000))
        {
            var status = statuses.LastOrDefault(match => match.Index <= start || match.Index < end && match.Index >= start);
            var words = whole[start..end].Trim();
            if (status is not null && status.Index >= start)
            {
                words = words[(status.Index - start + 3)..].Trim(' ', ':', '-', '–');
            }
            else if (status is null || !IsNear(whole, status.Index + 3, start))
            {
                // The status may also follow.
                status = statuses.FirstOrDefault(match => match.Index >= end && IsNear(whole, end, match.Index));
            }

            if (status is not null && IsError(words))
            {
                yield return new QuotedError(int.Parse(status.Value, System.Globalization.CultureInfo.InvariantCulture), words, line);
            }
        }
    }

    /// <summary>Finds the texts in the body of an error.</summary>
    public static IEnumerable<QuotedError> In(SketchValue body, int? status)
    {
        foreach (var (key, line, value) in body.Members ?? [])
        {
            if (!Keys.Contains(key, StringComparer.Ordinal))
            {
                continue;
            }

            var texts =
                value.Text is not null ? [value]
                : value.Items is { } items ? items
                : value.Members?.SelectMany(member => member.Value.Items ?? [member.Value]) ?? [];
            foreach (var text in texts.Take(100))
            {
                if (text.Text is { } words && IsError(words))
                {
                    yield return new QuotedError(status, words, text.Line);
                }
            }
        }
    }

    // Another sentence is about something else.
    private static bool IsNear(string text, int from, int to) =>
        to >= from && to - from <= MaxDistance && !SentenceEnd().IsMatch(text[from..to]);

    // A message has several words. Routes, headers, JSON, shell and the names of statuses are something else.
    private static bool IsError(string text) =>
        text.Length is > 5 and <= MaxLength
        && text.Contains(' ', StringComparison.Ordinal)
        && Words().Count(Placeholder().Replace(text, " ")) >= 2
        && !NoError().IsMatch(text)
        && RouteText.InLine(text, 1).Count == 0
        && !Reasons.Contains(string.Concat(text.Where(char.IsLetter)));

    // Letters and digits in lowercase, with one blank between words.
    private static string Normal(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (char.IsLetterOrDigit(letter) || letter == '_')
            {
                result.Append(char.ToLowerInvariant(letter));
            }
            else if (result.Length > 0 && result[^1] != ' ')
            {
                result.Append(' ');
            }
        }

        return result.ToString().Trim();
    }

    [GeneratedRegex(@"(?<![\w.#$/-])(?:4[0-3]\d|451|50\d|51[01])(?![\w%/-]|\.\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Status();

    [GeneratedRegex(@"[\w""'”’)][.!?][""'”’)]?\s+\p{Lu}", RegexOptions.CultureInvariant)]
    private static partial Regex SentenceEnd();

    [GeneratedRegex("[\"“](?<text>[^\"“”]{1,400})[\"”]", RegexOptions.CultureInvariant)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"<[^<>]*>|\{[^{}]*\}|%\w+|\.\.\.|…|\[[^\[\]]*\]", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\p{L}{2,}", RegexOptions.CultureInvariant)]
    private static partial Regex Words();

    [GeneratedRegex(
        @"\A(?:[(?&/$]|https?:|curl\b|HTTP/|(?:Authorization|Content-Type|Accept|Retry-After|User-Agent|Host"
            + @"|Idempotency-Key|X-[\w-]+):)|"":|^\w+(?:\[\w*\])*=",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase
    )]
    private static partial Regex NoError();
}
