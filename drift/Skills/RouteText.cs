using System.Text;
using System.Text.RegularExpressions;

namespace ClickFunnels.Drift.Skills;

/// <summary>A method and an address, as a text has them.</summary>
/// <param name="Method">The HTTP method in capitals.</param>
/// <param name="Address">The path or address, with its query.</param>
/// <param name="Line">Its line in the file.</param>
internal readonly record struct WrittenRoute(string Method, string Address, int Line);

/// <summary>Finds methods with their addresses in texts.</summary>
internal static partial class RouteText
{
    private const int MaxAddress = 500;
    private const string Method = "(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)";
    private const string Methods = Method + @"(?:\s*[/,|&]\s*" + Method + @"){0,6}(?:,?\s+(?:or|and)\s+" + Method + ")?";

    // A path, an address, or a path after a variable for the base address.
    private const string Address = @"(?:https?://|/(?!/)|\$\{?\w+\}?/|\{\{?[\w .-]+\}\}?/|<[\w -]+>/)[^\s""'`|\\]*";

    /// <summary>Finds routes in text and inline code.</summary>
    public static List<WrittenRoute> In(IReadOnlyList<TextSpan> spans)
    {
        var (text, starts) = Join(spans);
        return [.. In(text).Select(found => found with { Line = spans.Count == 0 ? 0 : LineOf(spans, starts, found.Line) })];
    }

    /// <summary>Finds routes in a line of code.</summary>
    public static List<WrittenRoute> InLine(string text, int line) => [.. In(text).Select(found => found with { Line = line })];

    /// <summary>Finds the routes of a row of a table, which may have methods and paths in different cells.</summary>
    public static List<WrittenRoute> InRow(IReadOnlyList<IReadOnlyList<TextSpan>> cells)
    {
        var found = cells.SelectMany(In).ToList();
        if (found.Count > 0)
        {
            return found;
        }

        var texts = cells.Select(cell => Join(cell).Text.Trim()).ToList();
        var methods = texts.FindIndex(text => OnlyMethods().IsMatch(text));
        var paths = texts.FindIndex(text => StartsWithAddress().IsMatch(text));
        if (methods < 0 || paths < 0)
        {
            return [];
        }

        var line = cells[paths].Count > 0 ? cells[paths][0].Line : 0;
        var addresses = new List<string>();
        var match = StartsWithAddress().Match(texts[paths]);
        addresses.Add(Clean(match.Value));
        addresses.AddRange(Further(texts[paths], match.Index + match.Length, addresses[0]));
        var verbs = Verb().Matches(texts[methods]).Select(verb => verb.Value).Distinct().ToList();
        return addresses.Count == verbs.Count
            ? [.. verbs.Zip(addresses, (verb, address) => new WrittenRoute(verb, address, line))]
            : [.. addresses.SelectMany(address => verbs.Select(verb => new WrittenRoute(verb, address, line)))];
    }

    // The line of a route is its offset in the text, until the caller knows better.
    private static IEnumerable<WrittenRoute> In(string text)
    {
        foreach (var match in Route().Matches(text).Concat(RouteBefore().Matches(text)))
        {
            var (group, verbs) = (match.Groups["address"], match.Groups["methods"].Value);
            var address = Clean(group.Value);
            if (address.Length is 0 or > MaxAddress)
            {
                continue;
            }

            List<string> addresses = [address, .. Further(text, group.Index + group.Length, address)];
            foreach (var verb in Verb().Matches(verbs).Select(verb => verb.Value).Distinct())
            {
                foreach (var one in addresses)
                {
                    yield return new WrittenRoute(verb, one, match.Index);
                }
            }
        }
    }

    // "/things/:id/start / /stop" means two paths that end differently. A longer path is a path of its own.
    private static IEnumerable<string> Further(string text, int from, string first)
    {
        for (var match = Sibling().Match(text, from); match.Success; match = Sibling().Match(text, match.Index + match.Length))
        {
            var path = Clean(match.Groups["path"].Value);
            var end = first.LastIndexOf('/');
            if (path.LastIndexOf('/') > 0)
            {
                yield return path;
            }
            else if (path.Length > 1 && end > 0)
            {
                yield return first[..end] + path;
            }
        }
    }

    private static (string Text, List<int> Starts) Join(IReadOnlyList<TextSpan> spans)
    {
        var text = new StringBuilder();
        var starts = new List<int>(spans.Count);
        foreach (var span in spans)
        {
            starts.Add(text.Length);
            text.Append(span.Text);
        }

        return (text.ToString(), starts);
    }

    private static int LineOf(IReadOnlyList<TextSpan> spans, List<int> starts, int offset)
    {
        var index = starts.BinarySearch(offset);
        return spans[index >= 0 ? index : ~index - 1].Line;
    }

    // Removes the punctuation of the sentence around an address.
    private static string Clean(string address)
    {
        var end = address.Length;
        while (end > 0)
        {
            var last = address[end - 1];
            var open = last switch
            {
                ')' => '(',
                ']' => '[',
                '}' => '{',
                '>' => '<',
                _ => '\0',
            };
            if (
                open == '\0'
                    ? last is not ('.' or ',' or ';' or ':' or '!' or '?' or '*' or '"' or '\'')
                    : Balanced(address.AsSpan(0, end), open, last)
            )
            {
                break;
            }

            // A star or dots after a slash mean the rest of a path.
            if (end > 1 && last == '*' && address[end - 2] == '/' || address.AsSpan(0, end).EndsWith("/..."))
            {
                break;
            }

            end--;
        }

        // Something that is only a slash, or begins a comment, is not a path.
        return end <= 1 ? "" : address[..end];
    }

    private static bool Balanced(ReadOnlySpan<char> text, char open, char close) => text.Count(open) >= text.Count(close);

    [GeneratedRegex(@"(?<![\w/.-])(?<methods>" + Methods + @")(?:\s*:)?\s+(?<address>" + Address + ")", RegexOptions.CultureInvariant)]
    private static partial Regex Route();

    [GeneratedRegex(
        @"(?<![\w/.:}>-])(?<address>/(?!/)[^\s""'`|\\()]{1,500})\s*\((?<methods>" + Methods + @")\)",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex RouteBefore();

    [GeneratedRegex(@"\G\s*(?:/|,|or\b|and\b)\s*(?<path>/[A-Za-z_][^\s""'`|\\]*)", RegexOptions.CultureInvariant)]
    private static partial Regex Sibling();

    [GeneratedRegex(@"\A" + Methods + @"\z", RegexOptions.CultureInvariant)]
    private static partial Regex OnlyMethods();

    [GeneratedRegex(@"\A" + Address, RegexOptions.CultureInvariant)]
    private static partial Regex StartsWithAddress();

    [GeneratedRegex(@"\b" + Method + @"\b", RegexOptions.CultureInvariant)]
    private static partial Regex Verb();
}
