using System.Text;
using System.Text.RegularExpressions;

namespace ClickFunnels.Drift.Skills;

/// <summary>A call of curl in a block of code.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Address">The address.</param>
/// <param name="AddressLine">The line of the address, from the first line of the call.</param>
/// <param name="Host">The header Host; null if there is none.</param>
/// <param name="Body">The data; null if there is none.</param>
/// <param name="BodyLine">The line of the data, from the first line of the call.</param>
internal sealed partial record CurlCall(string Method, string Address, int AddressLine, string? Host, string? Body, int BodyLine)
{
    private const int MaxLines = 500;

    private static readonly HashSet<string> WithValue =
    [
        "-u",
        "--user",
        "-o",
        "--output",
        "-A",
        "--user-agent",
        "-e",
        "--referer",
        "-b",
        "--cookie",
        "-c",
        "--cookie-jar",
        "-F",
        "--form",
        "-w",
        "--write-out",
        "-m",
        "--max-time",
        "--connect-timeout",
        "--retry",
        "-x",
        "--proxy",
        "-T",
        "--upload-file",
        "--oauth2-bearer",
    ];

    /// <summary>Returns true if a call starts in a line.</summary>
    public static bool Starts(string line) => Start().IsMatch(line);

    /// <summary>Reads a call; null if it has no address. Returns the number of its lines, too.</summary>
    public static (CurlCall? Call, int Lines) Read(IReadOnlyList<string> lines, int first)
    {
        var (words, count) = Split(lines, first);
        string? method = null,
            address = null,
            host = null,
            body = null;
        int addressLine = 0,
            bodyLine = 0;
        var asQuery = false;
        for (var index = 0; index < words.Count; index++)
        {
            var (word, line) = words[index];
            var equals = word.StartsWith("--", StringComparison.Ordinal) ? word.IndexOf('=', StringComparison.Ordinal) : -1;
            var (option, given) = equals > 0 ? (word[..equals], word[(equals + 1)..]) : (word, null);
            string Value() => given ?? (index + 1 < words.Count ? words[++index].Text : "");
            switch (option)
            {
                case "-X" or "--request":
                    method = Value().ToUpperInvariant();
                    break;
                case "-G" or "--get":
                    asQuery = true;
                    break;
                case "-d" or "--data" or "--data-raw" or "--data-binary" or "--data-ascii" or "--json" or "--data-urlencode":
                    bodyLine = given is null && index + 1 < words.Count ? words[index + 1].Line : line;
                    body = Value();
                    break;
                case "-H" or "--header":
                    var header = Value();
                    host = header.StartsWith("host:", StringComparison.OrdinalIgnoreCase) ? header[5..].Trim() : host;
                    break;
                case "--url":
                    addressLine = line;
                    address ??= Value();
                    break;
                case ['-', 'X', _, ..]:
                    method = word[2..].ToUpperInvariant();
                    break;
                case ['-', ..]:
                    if (WithValue.Contains(option))
                    {
                        Value();
                    }

                    break;
                default:
                    if (address is null && word.Contains('/', StringComparison.Ordinal))
                    {
                        (address, addressLine) = (word, line);
                    }

                    break;
            }
        }

        if (address is null)
        {
            return (null, count);
        }

        var verb = method ?? (body is null || asQuery ? "GET" : "POST");

        // Without a scheme the first part is the host, unless it is a variable.
        var full =
            address.Contains("://", StringComparison.Ordinal) || address[0] is '/' or '$' or '{' or '<' ? address : "https://" + address;
        return (Verb().IsMatch(verb) ? new CurlCall(verb, full, addressLine, host, asQuery ? null : body, bodyLine) : null, count);
    }

    // Splits as a shell does: quotes keep blanks and line ends, and a backslash at the end of a line continues it.
    private static (List<(string Text, int Line)> Words, int Lines) Split(IReadOnlyList<string> lines, int first)
    {
        var words = new List<(string, int)>();
        var word = new StringBuilder();
        var (quote, started, from) = ('\0', false, 0);
        var start = Start().Match(lines[first]);
        for (var number = 0; first + number < lines.Count && number < MaxLines; number++)
        {
            var line = number == 0 ? lines[first][(start.Index + start.Length)..] : lines[first + number];
            var continued = false;
            for (var index = 0; index < line.Length; index++)
            {
                var letter = line[index];
                if (quote == '\0' && char.IsWhiteSpace(letter))
                {
                    End();
                }
                else if (quote == '\0' && letter is '|' or ';' && quote == '\0')
                {
                    End();
                    return (words, number + 1);
                }
                else if (quote == '\0' && letter == '\\' && line.AsSpan(index + 1).IsWhiteSpace())
                {
                    continued = true;
                    break;
                }
                else if (letter == '\\' && quote != '\'' && index + 1 < line.Length)
                {
                    Begin(number);
                    word.Append(line[++index]);
                }
                else if (quote == '\0' && letter is '"' or '\'' && quote == '\0')
                {
                    Begin(number);
                    quote = letter;
                }
                else if (quote != '\0' && letter == quote)
                {
                    quote = '\0';
                }
                else
                {
                    Begin(number);
                    word.Append(letter);
                }
            }

            if (quote != '\0')
            {
                word.Append('\n');
            }
            else
            {
                End();
                if (!continued)
                {
                    return (words, number + 1);
                }
            }
        }

        End();
        return (words, Math.Min(lines.Count - first, MaxLines));

        void Begin(int number)
        {
            from = started ? from : number;
            started = true;
        }

        void End()
        {
            if (started)
            {
                words.Add((word.ToString(), from));
                word.Clear();
                started = false;
            }
        }
    }

    [GeneratedRegex(@"(?:\A|[\s$(`])curl\s", RegexOptions.CultureInvariant)]
    private static partial Regex Start();

    [GeneratedRegex(@"\A(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Verb();
}
